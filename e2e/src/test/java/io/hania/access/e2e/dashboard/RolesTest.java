package io.hania.access.e2e.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** What each role is offered, and what it is told where it may not go. */
class RolesTest {
    private static final String KEYS = "/settings/api-keys";

    private final Acme acme = Acme.shared();

    @Test
    void viewersAreOfferedNothingThatChanges() {
        try (Desk desk = Desk.of(Acme.VIEWER)) {
            for (String path :
                    new String[] {KEYS, KEYS + "/" + Acme.BUSY, KEYS + "/" + Acme.RETIRING, "/settings/members"}) {
                desk.visit(path);
                assertThat(desk.page.locator("main form[method=post]").count())
                        .as(path)
                        .isZero();
                assertThat(desk.page
                                .locator("main a[href$='/new'], main a[href$='/edit'], main a[href$='/revoke']")
                                .count())
                        .as(path)
                        .isZero();
            }
            assertThat(desk.visit(KEYS + "/new")).isEqualTo(403);
            desk.heads("You may look, but not do this").inspect("forbidden");
        }
    }

    @Test
    void adminsManageKeysButNotMembers() {
        try (Desk desk = Desk.of(Acme.ADMIN)) {
            desk.visit(KEYS);
            assertThat(desk.offers(AriaRole.BUTTON, "Create key")).isTrue();
            desk.visit("/settings/members");
            assertThat(desk.page.locator("main form").count()).isZero();
            desk.visit("/settings/workspace");
            assertThat(desk.offers(AriaRole.BUTTON, "Save")).isFalse();
        }
    }

    @Test
    void ownersChangeRolesAndRemoveMembers() {
        String email = acme.join("moves-up", "viewer");
        try (Desk owner = Desk.of(Acme.OWNER);
                Desk member = Desk.of(email)) {
            owner.visit("/settings/members");
            var row = owner.page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(email));
            row.locator("select").selectOption("admin");
            row.locator("form[action$=role] button").click();
            owner.shows("Saved.");
            member.visit(KEYS);
            assertThat(member.offers(AriaRole.BUTTON, "Create key")).isTrue();
            row.locator("summary").click();
            row.getByText("all their sessions end at once").waitFor();
            row.locator("form[action$=remove] button").click();
            owner.shows("Removed.");
            member.visit(KEYS);
            member.heads("Sign in to your workspace");
        }
    }
}
