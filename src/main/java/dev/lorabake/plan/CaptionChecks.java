package dev.lorabake.plan;

import dev.lorabake.dataset.Caption;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is the matter with the captions of a subset. */
final class CaptionChecks {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern CHOICE = Pattern.compile("\\{[^}|]*+\\|[^}]*+\\}");
  private static final Pattern WEIGHT = Pattern.compile(":\\d*\\.\\d+\\)|<lora:");
  private static final List<String> ENDINGS = List.of(".txt", ".caption", ".tags");

  private CaptionChecks() {}

  static void check(ImageFolder folder, SubsetSpec subset, Recipe recipe, FileProblems out) {
    String tokens = subset.classTokens();
    boolean described = tokens != null && !tokens.isEmpty();
    TokenLimit limit = TokenLimit.of(recipe);
    boolean measured = !recipe.flag("weighted_captions");
    for (ImageFile image : folder.images()) {
      Caption caption = image.caption();
      switch (caption.state()) {
        case FOUND -> text(image.name(), caption.text(), subset, measured ? limit : null, out);
        case MISSING -> missing(folder, image, subset, described, out);
        case BLANK -> out.add(Kind.CAPTION_BLANK, image.name());
        case EMPTY_FILE -> out.add(Kind.CAPTION_EMPTY, image.name());
        case NOT_UTF8 -> out.add(Kind.CAPTION_UNREADABLE, image.name());
      }
    }
  }

  private static void missing(
      ImageFolder folder, ImageFile image, SubsetSpec subset, boolean described, FileProblems out) {
    String extension = subset.captions().extension();
    if (!described) {
      out.add(Kind.CAPTION_MISSING, image.name());
    }
    for (String ending : ENDINGS) {
      if (!ending.equals(extension) && folder.others().contains(image.stem() + ending)) {
        out.add(Kind.CAPTION_OF_OTHER_ENDING, image.stem() + ending, ending);
        return;
      }
    }
  }

  private static void text(
      String name, String text, SubsetSpec subset, @Nullable TokenLimit limit, FileProblems out) {
    if (text.startsWith(BYTE_ORDER_MARK)) {
      out.add(Kind.CAPTION_BYTE_ORDER_MARK, name);
    }
    boolean wildcard = subset.captions().wildcard();
    if (!wildcard && text.indexOf('{') >= 0 && CHOICE.matcher(text).find()) {
      out.add(Kind.CAPTION_BRACES, name);
    }
    boolean weighted = limit == null;
    if (!weighted && text.indexOf(':') >= 0 && WEIGHT.matcher(text).find()) {
      out.add(Kind.CAPTION_WEIGHTS, name);
    }
    if (limit != null && text.length() > limit.tokens()) {
      String counted = wildcard ? CHOICE.matcher(text).replaceAll("a") : text;
      long least =
          wildcard ? counted.lines().mapToLong(limit::least).max().orElse(0) : limit.least(counted);
      if (least > limit.tokens()) {
        out.add(Kind.CAPTION_LONG, name, "at least " + least + " tokens of " + limit.tokens());
      }
    }
  }
}
