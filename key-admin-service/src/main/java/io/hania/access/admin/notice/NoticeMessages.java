package io.hania.access.admin.notice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of notices, webhooks and their settings. German stands in {@code messages/notices_de.properties}. */
@MessageBundle("notices")
public interface NoticeMessages {
    @Message("Workspace")
    String title();

    @Message("Name")
    String nameLabel();

    @Message("Save")
    String save();

    @Message("When a key is seen in a browser")
    String exposureTitle();

    @Message("Disable it at once")
    String exposureDisable();

    @Message("Its callers are refused until somebody enables it or gives them a new one. Without this, "
            + "owners are told, and the key goes on.")
    String exposureHint();

    @Message("Mail")
    String mailTitle();

    @Message("Tell owners and admins by mail: exposed keys, and keys that end in 14, 3 and 1 days")
    String mailOwners();

    @Message("Webhooks")
    String hooksTitle();

    @Message("Events as JSON, signed with HMAC-SHA-256, tried again for a day.")
    String hooksLead();

    @Message("Address (https)")
    String url();

    @Message("An https address of a public host, please.")
    String urlUnfit();

    @Message("Add")
    String add();

    @Message("Send a test")
    String test();

    @Message("Remove")
    String remove();

    @Message("The webhook's signing secret")
    String secretTitle();

    @Message("Store it now; it is not shown again. Check each delivery: X-Hania-Signature is "
            + "t=<seconds>,v1=<hex of HMAC-SHA-256 over seconds, a dot and the body>.")
    String secretText();

    @Message("Signing secret")
    String secret();

    @Message("I have stored it")
    String done();

    @Message("Deliveries")
    String deliveries();

    @Message("Event")
    String event();

    @Message("When")
    String when();

    @Message("State")
    String state();

    @Message("Answers")
    String answers();

    @Message("Send again")
    String sendAgain();

    @Message("Next attempt: {when}")
    String next(String when);

    @Message("{#switch state}{#case 'delivered'}Delivered{#case 'waiting'}Waiting{#case}Given up{/switch}")
    String delivery(String state);

    @Message("No webhook yet.")
    String none();

    @Message("Nothing was sent yet.")
    String noDeliveries();

    @Message("Only owners change these settings.")
    String ownersOnly();

    @Message("Your API key “{name}” was seen in a browser")
    String mailExposedSubject(String name);

    @Message("The key “{name}” was sent by a web page at {origin}. Whoever opened that page has it. "
            + "Rotate it: {link}")
    String mailExposed(String name, String origin, String link);

    @Message("Your API key “{name}” ends in {days} days")
    String mailExpiringSubject(String name, String days);

    @Message("The key “{name}” ends on {when}. Callers are refused from then on. Rotate it in time: {link}")
    String mailExpiring(String name, String when, String link);
}
