package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;
import java.util.OptionalLong;

/**
 * How many tokens of a caption the text encoders read, and how many a text has at the least: a
 * tokenizer may make more of a word, and never fewer.
 *
 * @param tokens without those for begin and end
 * @param clip whether CLIP's way of splitting text counts, else words between blanks
 */
record TokenLimit(long tokens, boolean clip) {
  private static final long CLIP = 75;

  static TokenLimit of(Recipe recipe) {
    return switch (recipe.family().id()) {
      case "sd15", "sd2", "sdxl" -> new TokenLimit(set(recipe, "max_token_length", CLIP), true);
      case "sd3" -> new TokenLimit(set(recipe, "t5xxl_max_token_length", 256), false);
      case "lumina" -> new TokenLimit(set(recipe, "gemma2_max_token_length", 256), false);
      case "anima" -> new TokenLimit(set(recipe, "qwen3_max_token_length", 512), false);
      case "hunyuan-image" -> new TokenLimit(1000, false);
      default -> new TokenLimit(set(recipe, "t5xxl_max_token_length", 512), false);
    };
  }

  private static long set(Recipe recipe, String option, long otherwise) {
    OptionalLong value = recipe.whole(option);
    return value.isPresent() && value.getAsLong() > 0 ? value.getAsLong() : otherwise;
  }

  /** The least number of tokens that any tokenizer of this kind makes of the text. */
  long least(String text) {
    long count = 0;
    Part before = Part.BLANK;
    for (int i = 0; i < text.length(); i++) {
      Part part = Part.of(text.charAt(i), before);
      boolean begins = clip ? part != before || part == Part.DIGIT : before == Part.BLANK;
      if (begins && part != Part.BLANK && !(clip && part == Part.APOSTROPHE)) {
        count++;
      }
      before = part;
    }
    return count;
  }

  /** CLIP splits a text where these change, and between digits. */
  private enum Part {
    BLANK,
    LETTER,
    DIGIT,
    /** Mostly goes with the letters behind it. */
    APOSTROPHE,
    OTHER;

    static Part of(char c, Part before) {
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        return BLANK;
      }
      if (Character.isLetter(c)) {
        return LETTER;
      }
      if (Character.getType(c) == Character.NON_SPACING_MARK) {
        return before; // may become one with its letter
      }
      return Character.isDigit(c) ? DIGIT : c == '\'' ? APOSTROPHE : OTHER;
    }
  }
}
