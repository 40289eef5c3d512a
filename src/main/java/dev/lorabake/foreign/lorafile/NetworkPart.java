package dev.lorabake.foreign.lorafile;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.foreign.NetworkNames;
import dev.lorabake.json.JsonTree;
import dev.lorabake.weights.LoraContents;
import dev.lorabake.weights.LoraShape;
import dev.lorabake.weights.LoraShape.Kind;
import dev.lorabake.weights.ModelKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The family, the network, its rank, its alpha and its arguments. */
final class NetworkPart {
  /** {@code ss_base_model_version} by its beginnings, the longer ones first. */
  private static final Map<String, String> VERSIONS = versions();

  private static final String FROM_TENSORS = "told from the shapes of the tensors";

  private final Target target;
  private final Metadata metadata;
  private final LoraContents contents;
  private final LoraShape shape;
  private final List<String> args = new ArrayList<>();

  NetworkPart(Target target, LoraContents contents, LoraShape shape) {
    this.target = target;
    this.metadata = target.metadata();
    this.contents = contents;
    this.shape = shape;
  }

  /**
   * As train_network.py and its kin name them; modelspec has the names of
   * library/sai_model_spec.py.
   */
  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("sdxl", "sdxl");
    versions.put("sd_v2", "sd2");
    versions.put("sd_v1", "sd15");
    versions.put("sd3", "sd3");
    versions.put("flux2", "");
    versions.put("flux", "flux");
    versions.put("chroma", "chroma");
    versions.put("lumina", "lumina");
    versions.put("anima", "anima");
    versions.put("hunyuan-image", "hunyuan-image");
    versions.put("stable-diffusion-xl", "sdxl");
    versions.put("stable-diffusion-v2", "sd2");
    versions.put("stable-diffusion-v1", "sd15");
    versions.put("stable-diffusion-3", "sd3");
    return versions;
  }

  void read() {
    family();
    module();
    rank();
  }

  private void family() {
    for (String key : List.of("ss_base_model_version", "modelspec.architecture")) {
      String version = metadata.text(key).orElse("");
      String known = familyOf(version);
      if (known != null && target.family().isEmpty()) {
        target.family(known);
        velocity(key, version);
      } else if (known != null) {
        target.ledger().mappedAs(key, "the same family once more", "family");
        target.took(key);
      } else if (metadata.keys().contains(key)) {
        target.drop(key, version.isEmpty() ? "it is empty" : "a model that no script here trains");
      }
    }
    if (target.family().isEmpty()) {
      Optional<ModelKind> kind = contents.architecture();
      String id = kind.map(ModelKind::family).orElse(null);
      if (id != null) {
        target.family(id);
        target
            .ledger()
            .added("family", id, "told from the names of the tensors" + doubt(kind.get()));
      }
    }
  }

  private static String doubt(ModelKind kind) {
    return kind == ModelKind.SD1 ? ", which SD 1 and SD 2 share" : "";
  }

  /** SD 2 says by its version that it predicts velocity (library/model_util.py). */
  private void velocity(String key, String version) {
    target.took(key);
    if (version.startsWith("sd_v") && version.endsWith("_v")) {
      target.draft().train().set("v_parameterization", true, null);
      target.ledger().mapped(key, "family", "train.v_parameterization");
    } else {
      target.ledger().mapped(key, "family");
    }
  }

  private static @Nullable String familyOf(String version) {
    return VERSIONS.entrySet().stream()
        .filter(entry -> version.startsWith(entry.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .filter(id -> !id.isEmpty())
        .orElse(null);
  }

  private void module() {
    String key = "ss_network_module";
    Optional<String> module = metadata.text(key);
    arguments();
    if (module.isEmpty()) {
      if (metadata.keys().contains(key)) {
        target.ledger().unset(key);
        target.took(key);
      }
      byTensors();
      return;
    }
    target.took(key);
    Optional<NetworkType> network =
        target
            .family()
            .flatMap(family -> NetworkNames.of(target.catalog(), family.id(), module.get(), args));
    if (network.isPresent()) {
      target.draft().network(network.get().id(), null);
      target.ledger().mapped(key, "network");
    } else {
      target.draft().train().set("network_module", module.get(), null);
      target.ledger().mapped(key, "train.network_module");
    }
    List<String> own = network.map(NetworkType::args).orElse(List.of());
    List<Object> rest = new ArrayList<>(args);
    rest.removeAll(own);
    if (!rest.isEmpty()) {
      target.draft().train().set("network_args", List.copyOf(rest), null);
    }
  }

  /** A dropout among them is {@code network_dropout}, which upstream adds (train_network.py). */
  private void arguments() {
    String key = "ss_network_args";
    Object tree = metadata.tree(key).orElse(null);
    if (tree instanceof Map<?, ?> map) {
      map.forEach((name, value) -> argument(key, String.valueOf(name), value));
      target.took(key);
    } else if (metadata.keys().contains(key)) {
      target.ledger().unset(key);
      target.took(key);
    }
  }

  private void argument(String above, String name, @Nullable Object value) {
    String key = JsonTree.member(above, name);
    if (!target.ledger().has(key)) {
      // JSON within JSON: told below its own keys, which no argument can have
      return;
    }
    String text = String.valueOf(value);
    if (!Metadata.says(text)) {
      target.ledger().unset(key);
    } else if (name.equals("dropout") && metadata.text("ss_network_dropout").isPresent()) {
      target.ledger().mappedAs(key, "is network_dropout", "train.network_dropout");
    } else {
      args.add(name + "=" + text);
      target.ledger().mapped(key, "train.network_args." + name);
    }
  }

  private void byTensors() {
    String family = target.family().map(found -> found.id()).orElse("");
    String id = id();
    Optional<NetworkType> network =
        target.catalog().network(id).filter(found -> found.modules().containsKey(family));
    if (network.isPresent()) {
      target.draft().network(id, null);
      target.ledger().added("network", id, "told from the names of the tensors");
    }
    if (!shape.convRanks().isEmpty()) {
      long rank = largest(shape.convRanks());
      args.add("conv_dim=" + rank);
      target.ledger().added("train.network_args.conv_dim", rank, spread(shape.convRanks()));
      if (!shape.convAlphas().isEmpty()) {
        args.add("conv_alpha=" + plain(largest(shape.convAlphas())));
        target
            .ledger()
            .added(
                "train.network_args.conv_alpha",
                largest(shape.convAlphas()),
                "told from the tensors");
      }
    }
    if (!args.isEmpty()) {
      target.draft().train().set("network_args", List.copyOf(args), null);
    }
  }

  private String id() {
    Set<Kind> kinds = shape.kinds();
    if (kinds.contains(Kind.LOKR)) {
      return "lokr";
    }
    if (kinds.contains(Kind.LOHA)) {
      return "loha";
    }
    if (kinds.contains(Kind.LORA)) {
      return shape.decomposed() ? "dora" : shape.convRanks().isEmpty() ? "lora" : "locon";
    }
    if (kinds.contains(Kind.OFT)) {
      return "oft";
    }
    return kinds.contains(Kind.IA3)
        ? "ia3"
        : kinds.contains(Kind.GLORA) ? "lycoris-glora" : "lycoris-full";
  }

  private void rank() {
    fromMetadataOrTensors("ss_network_dim", "network_dim", shape.ranks());
    boolean alpha = fromMetadataOrTensors("ss_network_alpha", "network_alpha", shape.alphas());
    if (!alpha && !shape.ranks().isEmpty()) {
      target.add(
          "network_alpha",
          (double) largest(shape.ranks()),
          "the file has no alpha: programs then take the rank for it");
    }
    if (metadata.keys().contains("ss_network_dropout")) {
      target.set("ss_network_dropout", "network_dropout");
    }
  }

  /** After a resize, upstream writes {@code Dynamic} (networks/resize_lora.py). */
  private <T extends Comparable<T>> boolean fromMetadataOrTensors(
      String key, String option, Set<T> told) {
    Optional<String> text = metadata.text(key);
    boolean number = text.isPresent() && text.get().matches("[-+0-9.eE]+");
    if (number) {
      target.set(key, option);
      return true;
    }
    if (text.isPresent()) {
      target.took(key);
      if (told.isEmpty()) {
        target.ledger().question(key, "no number: say the " + option, "train." + option);
      } else {
        target.ledger().approximated(key, "the largest that the tensors have", "train." + option);
        target.draft().train().set(option, largest(told), null);
      }
      return !told.isEmpty();
    }
    if (metadata.keys().contains(key)) {
      target.ledger().unset(key);
      target.took(key);
    } else if (!told.isEmpty()) {
      target.add(option, largest(told), spread(told));
      return true;
    }
    return metadata.keys().contains(key);
  }

  private static <T extends Comparable<T>> T largest(Set<T> values) {
    return values.stream().max(Comparable::compareTo).orElseThrow();
  }

  private static String spread(Set<?> told) {
    return told.size() == 1
        ? FROM_TENSORS
        : "the largest of " + told.size() + " that the tensors have: " + told;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
