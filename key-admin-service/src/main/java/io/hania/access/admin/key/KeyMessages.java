package io.hania.access.admin.key;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about account keys. German stands in {@code messages/keys_de.properties}. */
@MessageBundle("keys")
public interface KeyMessages {
    @Message("API keys")
    String title();

    @Message("Secret keys for your servers. Each is shown once, when it is made.")
    String lead();

    @Message("Create key")
    String create();

    @Message("Search")
    String search();

    @Message("Name or digits")
    String searchHint();

    @Message("Show")
    String show();

    @Message("Order")
    String order();

    @Message("Apply")
    String apply();

    @Message("{#switch id}{#case 'current'}Current{#case 'all'}All{#case 'active'}Active{#case "
            + "'expiring'}Expiring{#case 'expired'}Expired{#case 'disabled'}Disabled{#case "
            + "'exposed'}Exposed{#case 'idle'}Idle for 30 days{#case}Revoked{/switch}")
    String showName(String id);

    @Message("Newest first")
    String orderCreated();

    @Message("Name")
    String orderName();

    @Message("Last used")
    String orderUsed();

    @Message("Ending soonest")
    String orderExpires();

    @Message("{#switch id}{#case 'active'}Active{#case 'expiring'}Expiring{#case 'expired'}Expired{#case "
            + "'disabled'}Disabled{#case 'exposed'}Exposed{#case 'idle'}Idle{#case 'retiring'}Being "
            + "replaced{#case}Revoked{/switch}")
    String state(String id);

    @Message("Key")
    String colName();

    @Message("Abilities")
    String colAbilities();

    @Message("Use")
    String colUse();

    @Message("Last used")
    String colLastUsed();

    @Message("Expires")
    String colExpires();

    @Message("Created")
    String colCreated();

    @Message("Status")
    String colStatus();

    @Message("by {who}")
    String by(String who);

    @Message("{calls} this hour")
    String hour(String calls);

    @Message("{calls} of {limit} this hour")
    String hourOf(String calls, String limit);

    @Message("{calls} calls in 7 days")
    String week(String calls);

    @Message("Everything")
    String everything();

    @Message("+{count}")
    String more(int count);

    @Message("never")
    String neverExpires();

    @Message("Next page")
    String next();

    @Message("First page")
    String first();

    @Message("No keys yet")
    String emptyTitle();

    @Message("A key lets your server call the API. Make one, then try it:")
    String emptyText();

    @Message("Ask an owner or an admin of this workspace to make one.")
    String emptyViewer();

    @Message("Keys shown: {count}")
    String shown(int count);

    @Message("No key fits")
    String nothingTitle();

    @Message("Try other words or another state.")
    String nothingText();

    @Message("Show all current keys")
    String clear();

    @Message("Create an API key")
    String newTitle();

    @Message("The key is shown once, on the next page. Have your secret manager at hand.")
    String newLead();

    @Message("Name")
    String name();

    @Message("What uses it, such as “billing worker, production”")
    String nameHint();

    @Message("What may it do?")
    String access();

    @Message("Read only")
    String accessReadOnly();

    @Message("Looks at everything, changes nothing")
    String accessReadOnlyHint();

    @Message("Custom")
    String accessCustom();

    @Message("Pick abilities one by one")
    String accessCustomHint();

    @Message("All")
    String accessAll();

    @Message("Everything, now and later. Avoid it where you can")
    String accessAllHint();

    @Message("Abilities")
    String abilities();

    @Message("Find an ability or endpoint")
    String filterAbilities();

    @Message("Resource")
    String resource();

    @Message("When does it end?")
    String expiry();

    @Message("{count} days")
    String days(String count);

    @Message("1 year")
    String year();

    @Message("On a date")
    String onDate();

    @Message("Last day (UTC)")
    String lastDay();

    @Message("As it is")
    String keepExpiry();

    @Message("Calls an hour")
    String limit();

    @Message("Empty for no limit")
    String limitHint();

    @Message("optional")
    String optional();

    @Message("It can do everything, now and later.")
    String sayAll();

    @Message("It can look at everything and change nothing.")
    String sayReadOnly();

    @Message("It may use %s.")
    String sayCustom();

    @Message("It can do nothing yet: pick an ability.")
    String sayNothing();

    @Message("It ends on %s UTC.")
    String sayEnd();

    @Message("It never ends, and nobody will be reminded to replace it.")
    String sayNever();

    @Message("Its end stays as it is.")
    String sayKeep();

    @Message("At most %s calls an hour.")
    String sayLimit();

    @Message("No limit of calls.")
    String sayUnlimited();

    @Message("The key was not made yet. Please look at what is marked.")
    String faultsTitle();

    @Message("{#switch code}{#case 'name-missing'}Give the key a name.{#case 'name-unfit'}At most 100 "
            + "characters, without line breaks.{#case 'ability-missing'}Pick at least one ability.{#case "
            + "'ability-unknown'}One of these abilities doesn't exist.{#case 'date-past'}This day is past, "
            + "or too far away.{#case 'date-unfit'}Pick a day.{#case 'limit-unfit'}A whole number from 1 "
            + "to 100,000,000, or nothing.{#case 'password-wrong'}This is not your password.{#case "
            + "'name-mistyped'}Type the name exactly as it is shown.{#case}Please look at this "
            + "again.{/switch}")
    String fault(String code);

    @Message("Your new key")
    String revealTitle();

    @Message("Copy it now. You won't be able to see it again: not on Back, not on reload, not by us.")
    String revealLead();

    @Message("Secret key")
    String secret();

    @Message("I have stored it")
    String stored();

    @Message("Try it")
    String tryIt();

    @Message("The snippets read the key from HANIA_KEY in the environment: keep it out of your code.")
    String snippetHint();

    @Message("This key was made already")
    String madeTitle();

    @Message("The same form was sent before and made one key. Its secret was shown then, once, and can't "
            + "be shown again. If you didn't keep it, rotate the key.")
    String madeText();

    @Message("Open the key")
    String openKey();

    @Message("Revoke")
    String revoke();

    @Message("Revoke {name}?")
    String revokeTitle(String name);

    @Message("Every program that uses it is refused from the next call on. This can't be undone.")
    String revokeText();

    @Message("It was never used.")
    String revokeUnused();

    @Message("It was last used {when}; nobody used it in the last 24 hours.")
    String revokeIdle(String when);

    @Message("This will break something: {calls} calls in the last 24 hours, the last one {when}.")
    String revokeBreaks(String calls, String when);

    @Message("Last caller: {address}")
    String revokeFrom(String address);

    @Message("Type the key's name to go on")
    String typeName();

    @Message("Revoke this key")
    String revokeNow();

    @Message("Revoked")
    String revokedTitle();

    @Message("It holds for every call that begins from now on. Every gateway knew after {millis} ms.")
    String revokedEffective(String millis);

    @Message("The change is stored, but the cache can't be reached right now. Calls may still be accepted "
            + "for up to {seconds} s; we keep trying.")
    String revokedPending(String seconds);
}
