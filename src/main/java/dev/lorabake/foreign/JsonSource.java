package dev.lorabake.foreign;

import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that holds one JSON object, with the place of every key. */
public final class JsonSource {
  private final ForeignFile file;
  private final JsonTree tree;
  private final Map<String, @Nullable Object> root;

  private JsonSource(ForeignFile file, JsonTree tree, Map<String, @Nullable Object> root) {
    this.file = file;
    this.tree = tree;
    this.root = root;
  }

  /** Empty where the file is no JSON object. */
  @SuppressWarnings("unchecked") // a JSON object always has text keys
  public static Optional<JsonSource> of(ForeignFile file) {
    if (!file.text().stripLeading().startsWith("{")) {
      return Optional.empty(); // a plain recipe is not to start a JSON parser
    }
    return file.json()
        .flatMap(tree ->
            tree.value() instanceof Map<?, ?> root
                ? Optional.of(new JsonSource(file, tree, (Map<String, @Nullable Object>) root))
                : Optional.empty());
  }

  /** The object's members. */
  public Map<String, @Nullable Object> root() {
    return root;
  }

  /** Where a dotted key stands, named as {@link SourceTree} names it. */
  public @Nullable Place place(String key) {
    JsonTree.Spot spot = tree.spots().get(key);
    return spot == null ? null : new Place(file.path(), spot.line(), spot.column());
  }

  /** Every key of it, as a ledger is opened with. */
  public List<SourceKey> keys() {
    return SourceTree.keys(root, "", this::place);
  }

  /** Keys that stand more than once; the last one counts. */
  public List<String> repeated() {
    return tree.repeated();
  }
}
