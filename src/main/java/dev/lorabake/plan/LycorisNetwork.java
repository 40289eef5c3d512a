package dev.lorabake.plan;

import dev.lorabake.plan.NetworkValues.Layer;
import dev.lorabake.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * What one LyCORIS module of a network trains (lycoris/modules, release 3.2).
 *
 * @param conv rank of convolutions whose kernel is larger than 1
 * @param factor of LoKr, -1 for the nearest to a square
 * @param tucker whether the kernel of a convolution is a factor of its own
 * @param dora 1 for a size by output, 2 by input, 0 for none
 */
record LycorisNetwork(
    String algorithm,
    long rank,
    long conv,
    long factor,
    boolean tucker,
    boolean both,
    boolean wholeMatrix,
    boolean unbalanced,
    boolean rescaled,
    int dora) {

  /** {@code null} for an algorithm that is not counted, or where a number is none. */
  static @Nullable LycorisNetwork of(Recipe recipe, long rank) {
    String algorithm = recipe.networkArg("algo").orElse("lora");
    try {
      boolean tucker =
          on(recipe, "use_tucker")
              || on(recipe, "use_cp")
              || on(recipe, "use_conv_cp")
              || recipe.networkArg("disable_conv_cp").filter("False"::equalsIgnoreCase).isPresent();
      boolean input =
          recipe.networkArg("wd_on_output").filter("False"::equalsIgnoreCase).isPresent();
      long conv = Long.parseLong(recipe.networkArg("conv_dim").orElse("0"));
      LycorisNetwork network =
          new LycorisNetwork(
              algorithm,
              rank,
              conv == 0 ? rank : conv,
              Long.parseLong(recipe.networkArg("factor").orElse("-1")),
              tucker,
              recipe.networkArg("decompose_both").isPresent(), // any text counts
              on(recipe, "full_matrix"),
              on(recipe, "unbalanced_factorization"),
              on(recipe, "rescaled"),
              on(recipe, "dora_wd") ? input ? 2 : 1 : 0);
      return network.values(new Layer(1280, 1280, 1, 1)) > 0 && conv <= LoraSize.LARGEST_RANK
          ? network
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean on(Recipe recipe, String key) {
    return recipe.networkArg(key).filter(text -> !text.equalsIgnoreCase("False")).isPresent();
  }

  /** Trained values on one such layer, 0 for an algorithm that is not counted. */
  long values(Layer layer) {
    long in = layer.inputs();
    long out = layer.outputs();
    long area = layer.area();
    long r = layer.convolution() ? conv : rank;
    boolean core = tucker && layer.convolution();
    long low = core ? r * (in + out) + r * r * area : r * (in * area + out);
    long sizes = dora == 0 ? 0 : dora == 1 ? out : in;
    return switch (algorithm) {
      case "lora", "locon", "dylora" -> low + sizes;
      case "loha" -> (core ? 2 * low : 2 * r * (in * area + out)) + sizes;
      case "lokr" -> kronecker(layer, r, core) + sizes;
      case "glora" -> r * (2 * in + in * area + out) + sizes;
      case "diag-oft" -> {
        Factors blocks = Factors.of(out, r);
        yield blocks.large() * blocks.small() * blocks.small() + (rescaled ? out : 0);
      }
      case "boft" -> butterfly(out, r) + (rescaled ? out : 0);
      case "full" -> in * out * area;
      case "ia3" -> out;
      default -> 0;
    };
  }

  private long kronecker(Layer layer, long r, boolean core) {
    Factors in = Factors.of(layer.inputs(), factor);
    Factors out = Factors.of(layer.outputs(), factor);
    long first = unbalanced ? out.large() : out.small();
    long second = unbalanced ? out.small() : out.large();
    boolean split = both && !wholeMatrix && 2 * r < Math.max(first, in.small());
    long one = split ? r * (first + in.small()) : first * in.small();
    if (wholeMatrix || 2 * r >= Math.max(second, in.large())) {
      return one + second * in.large() * layer.area();
    }
    return one
        + (core
            ? r * (second + in.large()) + r * r * layer.area()
            : r * (second + in.large() * layer.area()));
  }

  /** BOFT wants the width as an even number times a power of two; 0 where that cannot be. */
  private static long butterfly(long width, long most) {
    long side = 0;
    for (long even = 2; even <= most; even += 2) {
      if (width % even == 0 && Long.bitCount(width / even) == 1) {
        side = even;
      }
    }
    if (side == 0) {
      return 0;
    }
    long blocks = width / side;
    return (Long.bitCount(blocks - 1) + 1) * blocks * side * side;
  }

  /** A number as a product, the smaller factor at most the one that is wished for. */
  record Factors(long small, long large) {
    static Factors of(long number, long wished) {
      if (wished > 0 && number % wished == 0) {
        long other = number / wished;
        return new Factors(Math.min(wished, other), Math.max(wished, other));
      }
      long most = wished < 0 ? number : wished;
      long small = 1;
      long large = number;
      for (long next = 2; small < large && next <= most && next <= number; next++) {
        if (number % next == 0) {
          if (next + number / next > small + large) {
            break;
          }
          small = next;
          large = number / next;
        }
      }
      return new Factors(Math.min(small, large), Math.max(small, large));
    }
  }
}
