package dev.lorabake.foreign;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.NetworkType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds lorabake's name for a network module and its arguments. */
public final class NetworkNames {
  private static final String CONV_DIM = "conv_dim=";

  private NetworkNames() {}

  /**
   * The network that is made by the module for the family and whose own arguments are all among
   * these; the most particular one, and the first of equals.
   *
   * @param args as {@code network_args} has them: {@code algo=lokr}
   */
  public static Optional<NetworkType> of(
      Catalog catalog, String family, String module, List<String> args) {
    boolean conv =
        args.stream().anyMatch(arg -> arg.startsWith(CONV_DIM) && !arg.equals(CONV_DIM + "0"));
    return catalog.networks().stream()
        .filter(network -> module.equals(network.modules().get(family)))
        .filter(network -> args.containsAll(network.args()))
        .filter(network -> network.conv() != NetworkType.Convolution.NEEDED || conv)
        .max(
            Comparator.comparingInt((NetworkType network) -> network.args().size())
                .thenComparing(network -> network.conv() == NetworkType.Convolution.NEEDED)
                // max takes the last of equals
                .thenComparingInt(network -> -place(catalog, network)));
  }

  private static int place(Catalog catalog, NetworkType network) {
    return List.copyOf(catalog.networks()).indexOf(network);
  }
}
