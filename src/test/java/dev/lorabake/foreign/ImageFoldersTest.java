package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.recipe.RecipeParts;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SubsetBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFoldersTest {
  @TempDir Path base = Path.of("");

  private final Draft draft = new Draft();
  private Ledger ledger = Ledger.of(List.of());

  @BeforeEach
  void makeFolders() throws IOException {
    image("repeats/10_sks cat/a.png");
    image("repeats/notes/a.png");
    image("plain/a.jpg");
    Files.createDirectories(base.resolve("empty/sub"));
  }

  private void image(String path) throws IOException {
    Path file = base.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1});
  }

  private RecipeParts take(@Nullable String train, @Nullable String reg, boolean metadata) {
    ledger =
        Ledger.of(
            List.of(new SourceKey("images", train, null), new SourceKey("others", reg, null)));
    ImageFolders.take(
        draft,
        ledger,
        base,
        train == null ? null : new ImageFolders.Named("images", train, null),
        reg == null ? null : new ImageFolders.Named("others", reg, null),
        metadata);
    return draft.parts();
  }

  private List<Settings> subsets() {
    return draft.parts().datasets().datasets().stream()
        .flatMap(block -> block.subsets().stream())
        .map(SubsetBlock::settings)
        .toList();
  }

  private Account images() {
    return ledger.accounts().getFirst();
  }

  @Test
  void leavesFoldersWithRepeatsToUpstream() {
    RecipeParts parts = take("repeats", null, false);
    assertEquals("repeats", parts.train().text("train_data_dir").orElseThrow());
    assertTrue(parts.datasets().isEmpty());
    assertEquals(Fate.MAPPED, images().fate());
    assertEquals("1 N_name folder; passed by for want of a number: notes", images().reason());
  }

  @Test
  void makesASubsetOfImagesThatUpstreamWouldPassBy() {
    take("plain", null, false);
    assertEquals(base.resolve("plain").toString(), subsets().getFirst().text("image_dir").get());
    assertEquals(Fate.APPROXIMATED, images().fate());
    assertEquals(List.of("datasets[0].subsets[0].image_dir"), images().targets());
    assertTrue(images().ran() != null && images().meant() != null);
  }

  @Test
  void putsRegularisationImagesIntoTheSameDatasetWhereOneOfThemNeedsIt() {
    take("repeats", "plain", false);
    assertEquals(2, subsets().size());
    assertEquals(10, subsets().get(0).whole("num_repeats").orElseThrow());
    assertEquals("sks cat", subsets().get(0).text("class_tokens").orElseThrow());
    assertTrue(subsets().get(1).flag("is_reg").orElseThrow());
    assertEquals(1, draft.parts().datasets().datasets().size());
  }

  @Test
  void leavesAPlainFolderToItsMetadataFile() {
    RecipeParts parts = take("plain", null, true);
    assertEquals("plain", parts.train().text("train_data_dir").orElseThrow());
    assertEquals(Fate.MAPPED, images().fate());
  }

  @Test
  void asksForAFolderThatIsMissingEmptyOrOfWindows() {
    for (String folder : List.of("", "nowhere", "empty", "D:\\images")) {
      take(folder, null, false);
      assertEquals(Fate.QUESTION, images().fate(), folder);
      assertEquals(List.of("train.train_data_dir"), images().targets(), folder);
    }
  }
}
