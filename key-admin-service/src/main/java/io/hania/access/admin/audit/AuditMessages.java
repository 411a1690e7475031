package io.hania.access.admin.audit;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the audit log. German stands in {@code messages/audit_de.properties}. */
@MessageBundle("audit")
public interface AuditMessages {
    @Message("Audit log")
    String title();

    @Message("Who did what, when and from where. Entries can't be changed; each is linked to the one " + "before.")
    String lead();

    @Message("Who")
    String who();

    @Message("Action")
    String action();

    @Message("Concerning")
    String subject();

    @Message("From day")
    String from();

    @Message("To day")
    String to();

    @Message("Any")
    String any();

    @Message("Filter")
    String filter();

    @Message("When")
    String when();

    @Message("Detail")
    String detail();

    @Message("Address")
    String address();

    @Message("CSV")
    String csv();

    @Message("JSON")
    String json();

    @Message("Export")
    String export();

    @Message("Verify the chain")
    String verify();

    @Message("All {count} entries are unchanged and in place.")
    String verified(String count);

    @Message("The chain is broken at entry {seq}. Somebody changed the log behind the product's back.")
    String broken(String seq);

    @Message("No entry fits.")
    String none();

    @Message("Older")
    String older();

    @Message("Newest")
    String newest();
}
