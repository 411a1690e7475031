package io.hania.access.admin.lookup;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the request lookup and of the key check. German stands in {@code messages/lookup_de.properties}. */
@MessageBundle("lookup")
public interface LookupMessages {
    @Message("Request lookup")
    String requestTitle();

    @Message("Callers get a request id with every error. Paste it to see why the call was refused. Kept "
            + "for 24 hours.")
    String requestLead();

    @Message("Request id")
    String requestId();

    @Message("Look up")
    String find();

    @Message("No refused call of your keys has this id. It may be older than 24 hours, it may have "
            + "carried no key of yours, or it may have been accepted.")
    String notFound();

    @Message("Why it was refused")
    String refused();

    @Message("Call")
    String call();

    @Message("At")
    String at();

    @Message("Key")
    String key();

    @Message("Caller")
    String caller();

    @Message("{#switch code}{#case 'revoked'}Give the caller a new key.{#case 'disabled'}Enable the key "
            + "if that was not meant.{#case 'expired'}Rotate it, or give it a later end.{#case "
            + "'limited'}Raise the limit, or let the caller wait as Retry-After says.{#case "
            + "'missing_ability'}Grant the ability on the key's page if the caller may have it.{#case "
            + "'not_found'}The caller has a wrong path.{#case 'method_not_allowed'}The caller uses a wrong "
            + "method.{#case 'browser'}Move the call to a server: this key is exposed.{#case "
            + "'origin_not_allowed'}Add the page's domain to the widget key.{#case}Look at the key's "
            + "page.{/switch}")
    String advice(String code);

    @Message("Check a key")
    String checkTitle();

    @Message("Paste a key that you found somewhere, to see which it is. It is hashed at once, and neither "
            + "stored nor logged.")
    String checkLead();

    @Message("Key")
    String keyField();

    @Message("Method")
    String method();

    @Message("Path, to see what this call would answer")
    String path();

    @Message("Check")
    String check();

    @Message("This is no key of ours: its form or its check digits are wrong.")
    String malformed();

    @Message("This has the form of a key, but no key of this workspace fits it.")
    String unknown();

    @Message("This is the account key {name}.")
    String isAccount(String name);

    @Message("This is the widget key {name}. It is public by nature.")
    String isWidget(String name);

    @Message("This call would be answered")
    String wouldAnswer();

    @Message("Open its page")
    String openKey();
}
