package dev.lorabake.dataset;

/**
 * Where captions stand and how they are read.
 *
 * @param extension with its leading dot, or empty for a file without one
 * @param wildcard whether every line counts ({@code enable_wildcard}), or only the first
 */
public record CaptionRule(String extension, boolean wildcard) {
  /** Upstream's default. */
  public static final CaptionRule DEFAULT = of(".caption", false);

  /** The rule for {@code caption_extension}, to which upstream adds a missing dot. */
  public static CaptionRule of(String extension, boolean wildcard) {
    boolean dotted = extension.isEmpty() || extension.startsWith(".");
    return new CaptionRule(dotted ? extension : "." + extension, wildcard);
  }
}
