package io.hania.access.admin.member;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about members, accounts and sessions. German stands in {@code messages/members_de.properties}. */
@MessageBundle("members")
public interface MemberMessages {
    @Message("Members")
    String title();

    @Message("Who may sign in to this workspace, and what they may do.")
    String lead();

    @Message("Member")
    String member();

    @Message("Role")
    String role();

    @Message("Since")
    String since();

    @Message("Last seen")
    String seen();

    @Message("you")
    String you();

    @Message("Change")
    String change();

    @Message("Remove")
    String remove();

    @Message("Remove {email}: all their sessions end at once.")
    String removeSure(String email);

    @Message("Remove now")
    String removeNow();

    @Message("A workspace needs an owner: make somebody else one first.")
    String lastOwner();

    @Message("Owners do everything. Admins do everything with keys. Viewers look.")
    String roleHint();

    @Message("Invite somebody")
    String inviteTitle();

    @Message("Make the invitation link")
    String invite();

    @Message("This is no e-mail address.")
    String emailUnfit();

    @Message("Open invitations")
    String open();

    @Message("until {when}")
    String until(String when);

    @Message("Withdraw")
    String withdraw();

    @Message("The link for {email}")
    String linkTitle(String email);

    @Message("Send it to them yourself. It works once, for 7 days, and is shown here only.")
    String linkText();

    @Message("Invitation link")
    String link();

    @Message("Back to the members")
    String linkDone();

    @Message("Join {workspace}")
    String joinTitle(String workspace);

    @Message("{by} invites you as {role}.")
    String joinText(String by, String role);

    @Message("You have an account already. Give your password to join.")
    String joinKnown();

    @Message("Choose a password of at least 12 characters.")
    String joinNew();

    @Message("Join")
    String join();

    @Message("This invitation was used or has ended. Ask for a new one.")
    String joinGone();

    @Message("{#switch code}{#case 'too-short'}At least 12 characters, please.{#case 'too-long'}At most "
            + "200 characters.{#case 'too-plain'}This is too easy to guess.{#case 'wrong'}This is not your "
            + "password.{#case 'different'}The two new passwords differ.{#case}Please look at this "
            + "again.{/switch}")
    String fault(String code);

    @Message("Your account")
    String accountTitle();

    @Message("Password")
    String passwordTitle();

    @Message("Current password")
    String current();

    @Message("New password")
    String fresh();

    @Message("New password again")
    String repeated();

    @Message("Change password")
    String changePassword();

    @Message("All your other sessions end.")
    String changeHint();

    @Message("Your password is changed, and your other sessions have ended.")
    String changed();

    @Message("Sessions")
    String sessionsTitle();

    @Message("this one")
    String thisSession();

    @Message("Since")
    String opened();

    @Message("From")
    String from();

    @Message("End")
    String endSession();

    @Message("Sign out everywhere else")
    String everywhere();

    @Message("Language")
    String languageTitle();

    @Message("As the browser asks")
    String languageBrowser();

    @Message("Save")
    String save();

    @Message("Workspaces")
    String workspacesTitle();

    @Message("Switch")
    String switchTo();

    @Message("you are here")
    String here();
}
