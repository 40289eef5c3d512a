package dev.lorabake.plan;

import dev.lorabake.dataset.CacheFile;
import dev.lorabake.dataset.CacheReader;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.dataset.NpyArray;
import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Holds the encoded captions in a folder against the captions and what is asked of them. */
final class TextCacheChecks {
  private static final String DROPOUT = "caption_dropout_rate";

  private final Recipe recipe;
  private final CacheFormat format;

  TextCacheChecks(Recipe recipe, CacheFormat format) {
    this.recipe = recipe;
    this.format = format;
  }

  /** Answers whether one has to be written. */
  boolean check(ImageFolder folder, Path images, SubsetSpec subset, FileProblems out) {
    CacheFormat.TextFormat text = format.text();
    if (text == null || !recipe.flag("cache_text_encoder_outputs_to_disk")) {
      return false;
    }
    List<CacheFile.Wanted> wanted = new ArrayList<>();
    List<ImageFile> owners = new ArrayList<>();
    for (ImageFile image : folder.images()) {
      String cache = image.stem() + text.ending();
      String caption = image.stem() + subset.captions().extension();
      if (folder.others().contains(cache)) {
        Path source = folder.others().contains(caption) ? images.resolve(caption) : null;
        wanted.add(new CacheFile.Wanted(images.resolve(cache), source));
        owners.add(image);
      }
    }
    Set<String> arrays = new TreeSet<>(text.flags());
    arrays.add(text.counted());
    if (text.arrays().contains(DROPOUT)) {
      arrays.add(DROPOUT);
    }
    List<CacheFile> found = CacheReader.read(wanted, arrays);
    for (int i = 0; i < found.size(); i++) {
      judge(found.get(i), owners.get(i).name(), text, subset, out);
    }
    return owners.size() < folder.images().size();
  }

  private void judge(
      CacheFile cache,
      String image,
      CacheFormat.TextFormat text,
      SubsetSpec subset,
      FileProblems out) {
    String broken = cache.broken();
    if (broken != null) {
      out.add(Kind.CACHE_BROKEN, String.valueOf(cache.file().getFileName()), broken);
      return;
    }
    boolean unchecked = recipe.flag("skip_cache_check");
    for (String array : text.arrays()) {
      if (!cache.has(array)) {
        if (unchecked) {
          out.add(Kind.CACHE_INCOMPLETE, image, "no " + array);
        }
        return; // else encoded anew
      }
    }
    for (String flag : text.flags()) {
      NpyArray stored = cache.array(flag);
      Double value = stored == null ? null : stored.value();
      if (value != null && (value != 0) != recipe.flag(flag)) {
        if (unchecked) {
          out.add(Kind.TEXT_OF_OTHER_MASK, image, flag + " was " + (value != 0));
        }
        return;
      }
    }
    if (cache.older()) {
      out.add(Kind.TEXT_OLDER, image);
    }
    length(cache, image, text, out);
    NpyArray dropout = cache.array(DROPOUT);
    Double rate = dropout == null ? null : dropout.value();
    if (rate != null && rate.floatValue() != subset.treatment().dropout()) {
      out.add(
          Kind.TEXT_OF_OTHER_DROPOUT,
          image,
          rate.floatValue() + ", and not " + subset.treatment().dropout());
    }
  }

  private void length(
      CacheFile cache, String image, CacheFormat.TextFormat text, FileProblems out) {
    NpyArray counted = cache.array(text.counted());
    OptionalLong wanted = tokens();
    if (counted != null && !counted.shape().isEmpty() && wanted.isPresent()) {
      long stored = counted.shape().getFirst();
      if (stored != wanted.getAsLong()) {
        out.add(
            Kind.TEXT_OF_OTHER_LENGTH, image, stored + " tokens, and not " + wanted.getAsLong());
      }
    }
  }

  /** As many as are encoded now; empty where the base model decides. */
  private OptionalLong tokens() {
    String family = recipe.family().id();
    if (family.equals("flux") && !recipe.isSet("t5xxl_max_token_length")) {
      return OptionalLong.empty(); // 256 for schnell, 512 for dev
    }
    TokenLimit limit = TokenLimit.of(recipe);
    return OptionalLong.of(limit.clip() ? limit.tokens() + 2 : limit.tokens());
  }
}
