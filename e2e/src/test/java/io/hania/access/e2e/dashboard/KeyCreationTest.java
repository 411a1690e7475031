package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Making a key, and the one page that ever shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyCreationTest {
    private static final String STORED = "I have stored it";
    private static final String NEW = "/settings/api-keys/new";

    private final Acme acme = Acme.shared();
    private final Desk desk = Desk.of(Acme.OWNER);

    @AfterAll
    void closeTheWindow() {
        desk.close();
    }

    @AfterEach
    void storeTheKeyThatIsShown() {
        if (desk.offers(AriaRole.BUTTON, STORED)) {
            desk.press(STORED);
        }
    }

    @Nested
    class TheForm {
        @Test
        void showsTheGridForCustomAbilitiesOnly() {
            desk.visit(NEW);
            Locator grid = desk.page.locator(".picker");
            assertThat(grid).isHidden();
            desk.choose("Pick abilities one by one");
            assertThat(grid).isVisible();
            assertThat(grid).containsText("POST /bots");
        }

        @Test
        void findsAbilitiesByNameAndByEndpoint() {
            desk.visit(NEW);
            desk.choose("Pick abilities one by one");
            Locator rows = desk.page.locator("#abilities tbody tr:visible");
            desk.fill("Find an ability or endpoint", "/chat/send");
            assertThat(rows).hasCount(1);
            assertThat(rows).containsText("chat:send");
            desk.fill("Find an ability or endpoint", "knowledge:w");
            assertThat(rows).hasCount(1);
            assertThat(rows).containsText("knowledge:write");
        }

        @Test
        void saysTheKeyInWordsBeforeItIsMade() {
            desk.visit(NEW);
            Locator words = desk.page.locator(".summary");
            assertThat(words).containsText("It can look at everything and change nothing.");
            desk.choose("Pick abilities one by one").choose("chat:send").choose("30 days");
            desk.fill("Calls an hour", "250");
            assertThat(words).containsText("It may use chat:send.");
            assertThat(words).containsText(Pattern.compile("It ends on .* UTC\\."));
            assertThat(words).containsText("At most 250 calls an hour.");
        }

        @Test
        void isFilledInByALink() {
            desk.visit(NEW + "?preset=custom&ability=bots:read&ability=chat:send&name=ci");
            assertThat(desk.field("Name")).hasValue("ci");
            assertThat(desk.page.locator("input[name=ability]:checked")).hasCount(2);
            desk.visit(NEW + "?preset=all&name=ci");
            assertThat(desk.page.locator("input[name=access][value=all]")).isChecked();
        }

        @Test
        void keepsWhatWasTypedWhenSomethingIsWrong() {
            desk.visit(NEW);
            desk.fill("Name", "Kept").choose("Pick abilities one by one");
            desk.press("Create key").shows("Pick at least one ability");
            assertThat(desk.field("Name")).hasValue("Kept");
        }

        @Test
        void makesKeysThatCanDoWhatWasPickedAndNoMore() {
            desk.visit(NEW);
            desk.fill("Name", "Reads bots five times an hour").choose("Pick abilities one by one");
            desk.choose("bots:read").fill("Calls an hour", "5");
            desk.press("Create key").heads("Your new key");
            Caller caller = new Caller(desk.secret());
            assertThat(caller.reads()).isEqualTo(200);
            assertThat(caller.writes().statusCode()).isEqualTo(403);
            assertThat(IntStream.range(0, 5).map(call -> caller.reads())).contains(429);
        }
    }

    @Nested
    class TheReveal {
        @Test
        void copiesTheKeyAndSaysSo() {
            desk.page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            String key = desk.makeKey("Copied");
            desk.press("Copy");
            assertThat(desk.page.locator("#live")).hasText("Copied to the clipboard");
            assertThat(desk.page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
        }

        @Test
        void hasASnippetForEachLanguage() {
            desk.makeKey("Tried");
            for (String language : List.of("curl", "Node", "Python", "Java")) {
                Locator snippet = desk.page
                        .locator("details[name=snippets]")
                        .filter(new Locator.FilterOptions()
                                .setHas(desk.page.locator("summary", new Page.LocatorOptions().setHasText(language))))
                        .first();
                if (snippet.getAttribute("open") == null) {
                    snippet.locator("summary").click();
                }
                assertThat(snippet.locator("code")).containsText("HANIA_KEY");
                assertThat(snippet.locator("code")).containsText("/api/v1/bots");
            }
        }

        @Test
        void isNotShownAgainOnBack() {
            String key = desk.makeKey("Seen once");
            desk.press(STORED).follow("API keys");
            desk.page.goBack();
            desk.heads("Seen once");
            assertThat(desk.page.content()).doesNotContain(key);
        }

        @Test
        void isNotShownAgainOnReload() {
            String key = desk.makeKey("Reloaded");
            desk.page.onceDialog(Dialog::accept);
            desk.page.reload();
            desk.heads("Reloaded");
            assertThat(desk.page.content()).doesNotContain(key);
            assertThat(acme.value("select count(*) from access.account_key where name = 'Reloaded'"))
                    .isEqualTo("1");
        }

        @Test
        void asksBeforeItIsLeftWithoutTheKeyBeingStored() {
            String key = desk.makeKey("Guarded");
            desk.page.locator("#secret").click();
            AtomicReference<String> asked = new AtomicReference<>("nothing");
            desk.page.onceDialog(dialog -> {
                asked.set(dialog.type());
                dialog.accept();
            });
            desk.follow("Members").heads("Members");
            assertThat(asked.get()).isEqualTo("beforeunload");
            desk.page.goBack();
            desk.heads("Guarded");
            assertThat(desk.page.content()).doesNotContain(key);
        }

        @Test
        void comesFromOneKeyHoweverOftenTheFormIsSent() {
            desk.visit(NEW);
            desk.fill("Name", "Pressed twice");
            desk.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create key"))
                    .dblclick();
            desk.heads("Your new key");
            assertThat(acme.value("select count(*) from access.account_key where name = 'Pressed twice'"))
                    .isEqualTo("1");
        }
    }
}
