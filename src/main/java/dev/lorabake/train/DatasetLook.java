package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.dataset.NearDuplicates;
import dev.lorabake.dataset.RepeatFolders;
import dev.lorabake.plan.PlacedImages;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.recipe.TomlText;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks at a dataset for a person: a folder of pictures, or that of a recipe. */
public final class DatasetLook {
  private final Catalog catalog;
  private final Preparing preparing;
  private final Path workingFolder;

  public DatasetLook(Catalog catalog, Preparing preparing, Path workingFolder) {
    this.catalog = catalog;
    this.preparing = preparing;
    this.workingFolder = workingFolder;
  }

  /**
   * What to look at.
   *
   * @param request names a recipe, a plain config or a folder
   * @param family for a folder: whose buckets are shown
   * @param trigger a word to look for in the captions, {@code null} for none
   * @param compared whether pictures that are alike are looked for
   */
  public record Wish(Request request, String family, @Nullable String trigger, boolean compared) {}

  /**
   * Everything that can be told of it.
   *
   * @throws UserError when there is no such folder or file
   */
  public DatasetReport look(Wish wish) {
    Path path = workingFolder.resolve(wish.request.file()).normalize();
    if (!Files.exists(path)) {
      throw new UserError(
          "there is no folder or file " + path, "name a folder of pictures, or a recipe");
    }
    SettingsText texts = Files.isDirectory(path) ? folder(path, wish) : SettingsText.ON_DISK;
    PlacedImages.Overview overview = preparing.look(wish.request, texts);
    NearDuplicates.Found found = wish.compared ? preparing.duplicates(overview) : null;
    return DatasetReport.of(overview, wish.trigger, found);
  }

  /**
   * A recipe's images one by one, and what is told of them together.
   *
   * @param overview each image with its caption and bucket
   */
  public record Seen(PlacedImages.Overview overview, DatasetReport report) {}

  /**
   * Looks at the images of a recipe that may not have been saved yet.
   *
   * @throws UserError when it cannot be read
   */
  public static Seen see(Preparing preparing, Request request, SettingsText texts) {
    PlacedImages.Overview overview = preparing.look(request, texts);
    return new Seen(overview, DatasetReport.of(overview, null, null));
  }

  /** Looks for pictures among them that a person would call the same; takes its time. */
  public static NearDuplicates.Found alike(Preparing preparing, PlacedImages.Overview overview) {
    return preparing.duplicates(overview);
  }

  /** The recipe that a folder stands for: buckets on, captions in .txt files. */
  private SettingsText folder(Path folder, Wish wish) {
    Family family =
        catalog
            .family(wish.family)
            .orElseThrow(() ->
                new UserError(
                    "there is no family " + wish.family,
                    "use one of "
                        + String.join(", ", catalog.families().stream().map(Family::id).toList())));
    boolean repeats = !RepeatFolders.of(folder).used().isEmpty();
    String images = TomlText.value(folder.toString());
    String text =
        "recipe = 1\nname = \"dataset\"\nfamily = \""
            + family.id()
            + "\"\nnetwork = \"lora\"\n[train]\ncaption_extension = \".txt\"\nenable_bucket = true\n"
            + "resolution = \""
            + family.resolution()
            + "\"\nmax_bucket_reso = "
            + 2 * family.resolution()
            + "\n"
            + (repeats
                ? "train_data_dir = " + images + "\n"
                : "[[datasets]]\n[[datasets.subsets]]\nimage_dir = " + images + "\n");
    return file -> text;
  }
}
