package dev.lorabake.machine;

/** What an NVIDIA GPU can do, as {@code major.minor}: 8.6 is an RTX 30xx. */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
  /** bf16 is native from here on; below, PyTorch emulates it. */
  public static final ComputeCapability AMPERE = new ComputeCapability(8, 0);

  /**
   * Reads {@code 8.6}.
   *
   * @throws IllegalArgumentException when the text is of another form
   */
  public static ComputeCapability parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException("not a compute capability: " + text);
    }
    return new ComputeCapability(
        Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  public boolean isBelow(ComputeCapability other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
