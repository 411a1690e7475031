package io.hania.access.admin.onekey;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of one key's page and of what can be done with it. German stands in {@code messages/one_de.properties}. */
@MessageBundle("one")
public interface OneKeyMessages {
    @Message("Use")
    String usageTitle();

    @Message("48 hours")
    String byHour();

    @Message("30 days")
    String byDay();

    @Message("12 months")
    String byMonth();

    @Message("{calls} calls in this time")
    String chart(String calls);

    @Message("As a table")
    String asTable();

    @Message("When (UTC)")
    String when();

    @Message("Calls")
    String calls();

    @Message("Accepted")
    String allowed();

    @Message("429")
    String limited();

    @Message("403")
    String missing();

    @Message("401")
    String refused();

    @Message("404, 405")
    String other();

    @Message("{percent} refused")
    String share(String percent);

    @Message("No calls in this time.")
    String noUse();

    @Message("Abilities, and their use in 30 days")
    String abilitiesTitle();

    @Message("{#if calls == '1'}1 call{#else}{calls} calls{/if}")
    String callsOf(String calls);

    @Message("highest: {calls}")
    String most(String calls);

    @Message("not used")
    String notUsed();

    @Message("Narrow to what it uses")
    String narrow();

    @Message("Takes away what was not used in the last 30 days.")
    String narrowHint();

    @Message("Seen in browsers")
    String sightingsTitle();

    @Message("A web page sent this key. Whoever opened the page can read it and use it from anywhere. "
            + "Rotate it now, then keep it on your server; pages talk to your server, or use a widget key.")
    String sightingsText();

    @Message("Rotate it now")
    String rotateExposed();

    @Message("Page")
    String origin();

    @Message("First")
    String firstSeen();

    @Message("Last")
    String lastSeen();

    @Message("Recent refusals")
    String refusalsTitle();

    @Message("No call was refused in the last 24 hours.")
    String refusalsNone();

    @Message("Request")
    String request();

    @Message("True reason")
    String reason();

    @Message("Caller")
    String caller();

    @Message("{#switch code}{#case 'revoked'}The key is revoked{#case 'disabled'}The key is "
            + "disabled{#case 'expired'}The key has expired{#case 'unauthorized'}The key was not "
            + "accepted{#case 'limited'}The hourly limit was used up{#case 'not_found'}No such "
            + "endpoint{#case 'method_not_allowed'}The endpoint has other methods{#case "
            + "'missing_ability'}The key lacks the ability{#case 'origin_not_allowed'}The page is not "
            + "among the allowed domains{#case 'browser'}The call came from a web page{#case "
            + "'wrong_place'}A key of the other kind{#case}{code}{/switch}")
    String reasonText(String code);

    @Message("History")
    String historyTitle();

    @Message("Edit")
    String edit();

    @Message("Disable")
    String disable();

    @Message("Enable")
    String enable();

    @Message("Rotate")
    String rotate();

    @Message("Status")
    String factStatus();

    @Message("Expires")
    String factExpires();

    @Message("Limit")
    String factLimit();

    @Message("Last used")
    String factLastUse();

    @Message("from {address}")
    String factFrom(String address);

    @Message("Created")
    String factCreated();

    @Message("{limit} an hour")
    String perHour(String limit);

    @Message("none")
    String noLimit();

    @Message("{calls} this hour")
    String thisHour(String calls);

    @Message("It was disabled by itself when a browser sent it.")
    String disabledByExposure();

    @Message("It takes over from")
    String replaces();

    @Message("It is being replaced by")
    String replacedBy();

    @Message("last used {when}, {calls} calls in 24 hours")
    String oldUse(String when, String calls);

    @Message("The old key ends {when}.")
    String oldEnds(String when);

    @Message("The old key ends {when}, or earlier once it has been quiet for an hour.")
    String oldEndsOrQuiet(String when);

    @Message("This key ends {when}.")
    String thisEnds(String when);

    @Message("This key ends {when}, or earlier once it has been quiet for an hour.")
    String thisEndsOrQuiet(String when);

    @Message("used today")
    String usedToday();

    @Message("End the old key now")
    String endNow();

    @Message("Edit key")
    String editTitle();

    @Message("Save")
    String save();

    @Message("A change holds from the moment it is saved.")
    String editNote();

    @Message("Rotate {name}")
    String rotateTitle(String name);

    @Message("You get a new secret with the same abilities, limit and name. The old one lives on for a "
            + "while, so that nothing breaks while you replace it.")
    String rotateText();

    @Message("How long may the old secret still be used?")
    String grace();

    @Message("{#switch id}{#case 'now'}Not at all{#case '1h'}1 hour{#case '24h'}24 hours{#case}7 " + "days{/switch}")
    String graceName(String id);

    @Message("End it earlier, once the new one is in use and the old one has been quiet for an hour")
    String quiet();

    @Message("Make the new secret")
    String rotateNow();

    @Message("This key is being replaced already.")
    String rotating();

    @Message("Revoke many keys")
    String bulkTitle();

    @Message("{#if count == '1'}This key is{#else}These {count} keys are{/if} refused from the next call on. This "
            + "can't be undone.")
    String bulkText(String count);

    @Message("Type {count} to go on")
    String bulkType(String count);

    @Message("Type exactly the number of keys.")
    String bulkWrong();

    @Message("No key of this list can be revoked.")
    String bulkNone();

    @Message("The first {most} keys of the list; repeat it for the rest.")
    String bulkMost(String most);

    @Message("Revoke all of these")
    String bulkLink();

    @Message("Revoke {#if count == '1'}this key{#else}{count} keys{/if}")
    String bulkNow(String count);

    @Message("{#if count == '1'}The key is{#else}{count} keys are{/if} revoked.")
    String bulkDone(String count);
}
