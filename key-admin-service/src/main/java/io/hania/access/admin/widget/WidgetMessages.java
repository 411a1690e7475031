package io.hania.access.admin.widget;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about widgets. German stands in {@code messages/widgets_de.properties}. */
@MessageBundle("widgets")
public interface WidgetMessages {
    @Message("Widgets")
    String title();

    @Message("Public keys for the chat on your customers’ pages. Each works only on the domains that you allow.")
    String lead();

    @Message("Bot")
    String botLabel();

    @Message("The id of the bot on the platform, such as bot_support")
    String botHint();

    @Message("A bot’s id has letters, digits, - and _ only")
    String botFault();

    @Message("Open")
    String botOpen();

    @Message("No bot has a widget yet. Name one above to create its first key.")
    String botsEmpty();

    @Message("Keys in use")
    String botKeys();

    @Message("Create key")
    String create();

    @Message("Look")
    String look();

    @Message("No key yet. Create one, then paste its snippet into your pages.")
    String keysEmpty();

    @Message("Name")
    String colName();

    @Message("Allowed domains")
    String colDomains();

    @Message("Calls an hour")
    String colLimit();

    @Message("Last used")
    String colUsed();

    @Message("State")
    String colState();

    @Message("Active")
    String stateActive();

    @Message("Revoked")
    String stateRevoked();

    @Message("Disabled")
    String stateDisabled();

    @Message("None: works nowhere")
    String noDomains();

    @Message("New widget key")
    String newTitle();

    @Message("Name")
    String nameLabel();

    @Message("Where it is used, such as the shop’s pages")
    String nameHint();

    @Message("Allowed domains")
    String domainsLabel();

    @Message(
            "One a line. example.com is that host only; *.example.com all its subdomains, but not example.com. You may paste a page’s address.")
    String domainsHint();

    @Message("Calls an hour")
    String limitLabel();

    @Message("All visitors together. One visitor may use a quarter of it.")
    String limitHint();

    @Message("Give it a name of 1 to 100 characters")
    String nameFault();

    @Message("A whole number from 1 to 1,000,000")
    String limitFault();

    @Message("Something has to be put right before it can be saved.")
    String faultsTitle();

    @Message("Save")
    String save();

    @Message("Snippet")
    String snippet();

    @Message(
            "Paste it into every page, before the end of the body. It contains no code, so it works under a strict Content-Security-Policy.")
    String snippetText();

    @Message("Copy")
    String copy();

    @Message("Domains and limit")
    String settings();

    @Message("Domain doctor")
    String doctor();

    @Message("Would this page be allowed?")
    String doctorTest();

    @Message("The address of a page, such as https://shop.example.com/cart")
    String doctorHint();

    @Message("Test")
    String test();

    @Message("This is no address of a page. Write it as the browser shows it, such as https://example.com.")
    String verdictNone();

    @Message("Blocked: the page is served over http. Only https pages may use a key, localhost aside.")
    String verdictInsecure();

    @Message("Blocked: no rule allows it.")
    String verdictElsewhere();

    @Message("Allowed by the rule")
    String verdictAllowed();

    @Message("Blocked in the last 7 days")
    String blocked();

    @Message("No page was blocked. Blocked pages appear here within seconds.")
    String blockedNone();

    @Message("Pages that used this key from elsewhere. Allow those that are yours.")
    String blockedText();

    @Message("Served over http: no rule can allow it.")
    String blockedInsecure();

    @Message("No address, such as a sandboxed frame: no rule can allow it.")
    String blockedNameless();

    @Message("Origin")
    String colOrigin();

    @Message("Last seen")
    String colLast();

    @Message("Calls")
    String colCalls();

    @Message("Allow")
    String allow();

    @Message("Does a page carry the snippet?")
    String carry();

    @Message(
            "Open the page’s source in your browser (Ctrl+U), copy all of it and paste it here. Nothing leaves this page.")
    String carryText();

    @Message("The snippet is there, with this key.")
    String carryGood();

    @Message("There is a snippet, but with another key or address.")
    String carryOther();

    @Message("No snippet in this source.")
    String carryMissing();

    @Message("Revoke key")
    String revoke();

    @Message("The chat stops on every page that carries this key, at once and for good.")
    String revokeText();

    @Message("I know that this can’t be undone")
    String revokeSure();

    @Message("Created. It works from now on.")
    String doneCreated();

    @Message("Saved. It holds for every call from now on.")
    String doneSaved();

    @Message("Revoked. No call with this key is accepted from now on.")
    String doneRevoked();

    @Message("Saved. A store is out of reach, so it takes effect within 60 seconds at the latest.")
    String donePending();

    @Message("Look of the widget")
    String lookTitle();

    @Message("Saved looks show in live widgets at their next load.")
    String lookText();

    @Message("Saved. Live widgets show it at their next load.")
    String lookSaved();

    @Message("Preview")
    String preview();

    @Message("Colour")
    String fColor();

    @Message("Position")
    String fPosition();

    @Message("Bottom right")
    String right();

    @Message("Bottom left")
    String left();

    @Message("Title")
    String fTitle();

    @Message("Greeting beside the button")
    String fGreeting();

    @Message("First message")
    String fWelcome();

    @Message("Placeholder of the text field")
    String fPlaceholder();

    @Message("Picture")
    String fAvatar();

    @Message("An https address. Visitors’ browsers fetch it, we never do.")
    String fAvatarHint();

    @Message("Show “Hania” below the chat")
    String fBranding();

    @Message(
            "{#switch id}{#case 'color'}A colour is # and six hex digits{#case 'avatar'}A picture’s address begins with https://{#case 'position'}Choose a position{#case 'title'}At most 60 characters{#case 'greeting'}1 to 200 characters{#case 'welcome'}At most 1000 characters{#case}1 to 100 characters{/switch}")
    String lookFault(String id);

    @Message(
            "{#if fault == 'MANY'}At most {written} domains{#else}“{written}” can’t be an allowed domain: {#switch fault}"
                    + "{#case 'STAR'}a star stands only in front, as in *.example.com; list each domain by name"
                    + "{#case 'AMBIGUOUS'}it has a letter that can be read as two names; copy it from the address bar in its xn-- form"
                    + "{#case 'HOST'}write a host such as example.com, without a path"
                    + "{#case 'ADDRESS'}an IP address has no subdomains; list the address itself"
                    + "{#case 'SUFFIX'}anybody can register a name under it; list your own domain, such as example.com"
                    + "{#case}this is no domain name{/switch}{/if}")
    String domainFault(String fault, String written);

    @Message("Back to the bot")
    String back();
}
