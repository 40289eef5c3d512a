package dev.lorabake.plan;

import dev.lorabake.recipe.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of a subset that upstream trips over, or silently takes otherwise than they are meant.
 *
 * @param folder the folder they lie in
 * @param names a few of them, without the folder
 * @param all every name, up to {@link #MOST_NAMES}
 * @param count how many there are
 * @param of how many images the folder has
 * @param detail the figures of the first, ready for a sentence; may be empty
 * @param at the place of the setting that names the folder
 */
public record FileProblem(
    Kind kind,
    String folder,
    List<String> names,
    List<String> all,
    long count,
    long of,
    String detail,
    @Nullable Place at) {

  /** More than somebody goes through one by one. */
  static final int MOST_NAMES = 10_000;

  /** With names that are few. */
  public FileProblem(
      Kind kind,
      String folder,
      List<String> names,
      long count,
      long of,
      String detail,
      @Nullable Place at) {
    this(kind, folder, names, names, count, of, detail, at);
  }

  /** What is the matter with them, and what upstream makes of it. */
  public enum Kind {
    /** Upstream fails. */
    IMAGE_UNREADABLE,
    /** The end is missing: Pillow mostly fails. */
    IMAGE_CUT_OFF,
    /** More pixels than Pillow opens: upstream fails. */
    IMAGE_TOO_LARGE,
    /** Grey with 16 bits to a pixel: read as white. */
    IMAGE_DEEP_GREY,
    /** Several pictures in one file, of which the first is trained. */
    IMAGE_ANIMATED,
    /** A JPEG for print: its colours are converted without their profile. */
    IMAGE_CMYK,
    /** An EXIF orientation, which is passed by. */
    IMAGE_TURNED,
    /** A channel of transparency, which is dropped. */
    IMAGE_ALPHA_DROPPED,
    /** {@code alpha_mask} is on, and no image has such a channel. */
    IMAGE_ALPHA_MISSING,
    /** Pictures of a kind or spelling that is passed by. */
    IMAGE_PASSED_BY,
    /** Names that differ in the ending alone: one caption and one cache for both. */
    IMAGE_SAME_NAME,
    /** Places of faces that are no numbers: upstream fails. */
    FACE_PLACE_BROKEN,
    /** No place of a face in the name: not cropped. */
    FACE_PLACE_MISSING,
    /** Neither caption nor class tokens. */
    CAPTION_MISSING,
    /** Images without a caption that have a text file of another ending. */
    CAPTION_OF_OTHER_ENDING,
    /** A blank first line: trained on an empty caption. */
    CAPTION_BLANK,
    /** A file without a byte: upstream stops. */
    CAPTION_EMPTY,
    /** Not UTF-8: upstream stops. */
    CAPTION_UNREADABLE,
    /** A byte order mark becomes part of the first tag. */
    CAPTION_BYTE_ORDER_MARK,
    /** Choices in braces, while wildcards are off. */
    CAPTION_BRACES,
    /** Weights as in prompts, while weighted captions are off. */
    CAPTION_WEIGHTS,
    /** More tokens than the text encoder reads. */
    CAPTION_LONG,
    /** The size in a cache's name is taken, and the image has another. */
    CACHE_NAMES_OTHER_SIZE,
    /** No size in a cache's name: upstream fails. */
    CACHE_MISNAMED,
    /** NumPy cannot open it: upstream fails. */
    CACHE_BROKEN,
    /** It lacks a part, and nobody looks because of {@code skip_cache_check}: upstream fails. */
    CACHE_INCOMPLETE,
    /** New caches cannot be written: upstream fails. */
    CACHE_UNWRITABLE,
    /** Latents of another size than the bucket's, which are used all the same. */
    LATENTS_OF_OTHER_SIZE,
    /** Latents of an image that has changed since. */
    LATENTS_OLDER,
    /** Latents with an alpha mask, which counts although {@code alpha_mask} is off. */
    LATENTS_MASKED,
    /** An encoded caption that has changed since. */
    TEXT_OLDER,
    /** A caption encoded for another number of tokens. */
    TEXT_OF_OTHER_LENGTH,
    /** A caption encoded with other attention mask options, which nobody compares. */
    TEXT_OF_OTHER_MASK,
    /** A caption cached with another rate of dropping it. */
    TEXT_OF_OTHER_DROPOUT,
    /** {@code metadata_cache.json} cannot be read, or names images that are gone. */
    INFO_BROKEN,
    /** {@code metadata_cache.json} lacks images, or has other captions. */
    INFO_OUTDATED,
    /** An image without a mask: upstream stops. */
    MASK_MISSING,
    /** A mask without an image: upstream stops. */
    MASK_SURPLUS,
    /** A mask of another size than its image: upstream stops at the first step. */
    MASK_OF_OTHER_SIZE
  }

  /** The names, and how many more there are. */
  public String files() {
    String some = String.join(", ", names);
    return count > names.size() ? some + " and " + (count - names.size()) + " more" : some;
  }

  /** As many names as upstream itself tells. */
  static final int NAMED = 5;
}
