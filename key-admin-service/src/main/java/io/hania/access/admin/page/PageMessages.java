package io.hania.access.admin.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the frame, of signing in and of errors. German stands in {@code messages/msg_de.properties}. */
@MessageBundle("msg")
public interface PageMessages {
    @Message("Skip to content")
    String skip();

    @Message("Menu")
    String menu();

    @Message("API keys")
    String navKeys();

    @Message("Widgets")
    String navWidgets();

    @Message("Request lookup")
    String navRequests();

    @Message("Check a key")
    String navCheck();

    @Message("Audit log")
    String navAudit();

    @Message("Members")
    String navMembers();

    @Message("Workspace")
    String navSettings();

    @Message("Your account")
    String navAccount();

    @Message("Build")
    String navBuild();

    @Message("Watch")
    String navWatch();

    @Message("Manage")
    String navManage();

    @Message("Sign out")
    String signOut();

    @Message("Sign in")
    String signInTitle();

    @Message("Sign in to your workspace")
    String signInLead();

    @Message("E-mail address")
    String email();

    @Message("Password")
    String password();

    @Message("Sign in")
    String signIn();

    @Message("Continue with your company account")
    String signInOidc();

    @Message("or")
    String or();

    @Message("This address and password don't fit together.")
    String signInRefused();

    @Message("Too many attempts are waiting from your network. Try again in a few seconds.")
    String signInBusy();

    @Message("Your session has ended. Sign in again to go on where you were.")
    String signInEnded();

    @Message("Your company account could not be used here. Ask an owner for an invitation.")
    String signInOidcFailed();

    @Message("Signing in with your company account did not come to an end. Try again.")
    String signInOidcBroken();

    @Message("API keys you can hand out with a calm mind.")
    String pitch();

    @Message("Revoked means revoked: from the very next call.")
    String pitchOne();

    @Message("Every refusal has a reason you can look up.")
    String pitchTwo();

    @Message("Keys are shown once, and stored nowhere.")
    String pitchThree();

    @Message("You may look, but not do this")
    String errorForbidden();

    @Message("Your role in this workspace doesn't allow it. An owner can change your role under Members.")
    String errorForbiddenText();

    @Message("Nothing here")
    String errorMissing();

    @Message("This page doesn't exist, or belongs to a workspace that isn't yours.")
    String errorMissingText();

    @Message("This form is out of date")
    String errorStale();

    @Message("Nothing was changed. Go back, reload the page and send the form again.")
    String errorStaleText();

    @Message("Just a moment")
    String errorBusy();

    @Message("The service is busy. Nothing was changed; try again in a few seconds.")
    String errorBusyText();

    @Message("That didn't fit")
    String errorInvalid();

    @Message("The request could not be understood. Nothing was changed.")
    String errorInvalidText();

    @Message("Something broke")
    String errorFailed();

    @Message("It is our fault, and it is in our log as {reference}.")
    String errorFailedText(String reference);

    @Message("Back to the API keys")
    String backHome();

    @Message("Exposed in browsers: {count}")
    String exposedBanner(String count);

    @Message("Whoever opened that page has the key. Rotate it, and keep it on your server.")
    String exposedBannerText();

    @Message("Show exposed keys")
    String exposedBannerLink();

    @Message("Ending within 14 days: {count}")
    String expiringBanner(String count);

    @Message("Show them")
    String expiringBannerLink();

    @Message("{#switch role}{#case 'owner'}Owner{#case 'admin'}Admin{#case}Viewer{/switch}")
    String role(String role);

    @Message("Confirm that it is you")
    String proveTitle();

    @Message("You last gave your password more than 15 minutes ago.")
    String proveText();

    @Message("You last signed in more than 15 minutes ago.")
    String proveCompanyText();

    @Message("Sign in with your company account again")
    String proveCompany();

    @Message("This is not your password.")
    String passwordWrong();

    @Message("Cancel")
    String cancel();

    @Message("{#switch what}{#case 'disabled'}The key is disabled.{#case 'enabled'}The key is "
            + "enabled.{#case 'saved'}Saved.{#case 'pending'}Stored. The cache can't be reached right now: "
            + "it holds within 60 seconds at the latest.{#case 'narrowed'}The key is narrowed to what it "
            + "uses.{#case 'invited'}The invitation is open.{#case 'withdrawn'}The invitation is "
            + "withdrawn.{#case 'removed'}Removed.{#case 'ended'}The session has ended.{#case 'tested'}A "
            + "test event is on its way.{#case 'resent'}It is on its way again.{#case 'joined'}Welcome. You "
            + "are a member now.{#case 'switched'}You are in another workspace now.{#case}Done.{/switch}")
    String done(String what);

    @Message("Copy")
    String copy();

    @Message("Copied to the clipboard")
    String copied();

    @Message("The list could not be brought up to date. Check your connection and try again.")
    String listFailed();
}
