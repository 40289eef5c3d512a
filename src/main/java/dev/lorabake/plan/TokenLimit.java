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
    boolean within = false;
    int before = 0;
    for (int i = 0; i < text.length(); i++) {
      int kind = kind(text.charAt(i));
      if (clip) {
        count += kind != BLANK && (kind != before || kind == DIGIT) ? 1 : 0;
      } else {
        count += kind != BLANK && !within ? 1 : 0;
      }
      within = kind != BLANK;
      before = kind;
    }
    return count;
  }

  private static final int BLANK = 0;
  private static final int DIGIT = 2;

  private static int kind(char c) {
    if (Character.isWhitespace(c)) {
      return BLANK;
    }
    return Character.isDigit(c) ? DIGIT : Character.isLetter(c) ? 1 : 3;
  }
}
