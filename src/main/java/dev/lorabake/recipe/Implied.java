package dev.lorabake.recipe;

import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds the options that follow from a recipe's family, network and name. What the user wrote always
 * stands above what follows from it.
 */
final class Implied {
  private Implied() {}

  static Settings complete(RecipeParts parts, Family family, @Nullable NetworkType network) {
    Settings train = parts.train();
    List<Setting> implied = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> option : family.options().entrySet()) {
      Object value = option.getValue();
      if (value != null) {
        add(implied, train, option.getKey(), value, parts.family());
      }
    }
    Setting name = parts.name();
    if (name != null) {
      add(implied, train, "output_name", name.value(), name);
    }
    String module = network == null ? null : network.modules().get(family.id());
    if (network != null && module != null) {
      add(implied, train, "network_module", module, parts.network());
      addNetworkArgs(implied, train, network);
    }
    return train.with(implied);
  }

  private static void add(
      List<Setting> implied,
      Settings train,
      String option,
      Object value,
      @Nullable Setting because) {
    if (!train.has(option)) {
      Place place = because == null ? null : because.place();
      implied.add(new Setting(option, value, Origin.IMPLIED, place));
    }
  }

  /** The network's own arguments go first: upstream lets the last of equal keys win. */
  private static void addNetworkArgs(List<Setting> implied, Settings train, NetworkType network) {
    if (network.args().isEmpty()) {
      return;
    }
    List<Object> args = new ArrayList<>(network.args());
    train.list("network_args").stream().filter(arg -> !args.contains(arg)).forEach(args::add);
    Setting own = train.find("network_args").orElse(null);
    implied.add(
        own == null
            ? new Setting("network_args", List.copyOf(args), Origin.IMPLIED, null)
            : own.withValue(List.copyOf(args)));
  }
}
