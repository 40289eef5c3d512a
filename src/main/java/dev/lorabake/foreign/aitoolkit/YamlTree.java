package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.UserError;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One YAML document as maps, lists and plain values, with the place of each key. Nothing is ever
 * made from a tag, and what a few lines can blow up, such as aliases of aliases, has limits.
 */
final class YamlTree {
  private static final int MOST_DEPTH = 60;
  private static final int MOST_NODES = 50_000;
  private static final int MOST_LETTERS = 1 << 20;
  private static final String MERGE = "<<";

  private final Path file;
  private final Map<String, Place> places = new HashMap<>();
  private int nodes;

  private YamlTree(Path file) {
    this.file = file;
  }

  /**
   * What was read.
   *
   * @param places of keys as {@code SourceTree} names them
   */
  record Read(Map<String, @Nullable Object> root, Map<String, Place> places) {}

  /**
   * Reads a text.
   *
   * @throws UserError when it is no YAML, no map, or beyond the limits
   */
  static Read read(String text, Path file) {
    if (text.length() > MOST_LETTERS) {
      throw new UserError(
          file + " is too long for a job: " + text.length() + " letters",
          "name the config of one job");
    }
    YamlTree tree = new YamlTree(file);
    try {
      tree.refuseDepthAndTags(text);
      Optional<Node> root = new Compose(settings()).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode map) {
        return new Read(tree.map(map, "", 0), tree.places);
      }
    } catch (MarkedYamlEngineException e) {
      String at = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw new UserError(
          "cannot read " + file + at + ": " + oneLine(e.getProblem()), "correct that line", e);
    } catch (YamlEngineException e) {
      throw new UserError(
          "cannot read " + file + ": " + oneLine(e.getMessage()), "save it as YAML in UTF-8", e);
    }
    throw new UserError(file + " is no ai-toolkit job: it is no map", "name the config of a job");
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setUseMarks(true)
        .setCodePointLimit(MOST_LETTERS)
        .setMaxAliasesForCollections(50)
        .build();
  }

  /** Looked at beforehand: composing goes as deep as the text does. */
  private void refuseDepthAndTags(String text) {
    int depth = 0;
    for (Event event : new Parse(settings()).parseString(text)) {
      if (event instanceof CollectionStartEvent start) {
        depth++;
        refuseTag(start.getTag(), event);
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof ScalarEvent scalar) {
        refuseTag(scalar.getTag(), event);
      }
      if (depth > MOST_DEPTH) {
        throw tooMuch("goes deeper than " + MOST_DEPTH + " levels");
      }
    }
  }

  private void refuseTag(Optional<String> tag, Event event) {
    if (tag.isPresent() && !tag.get().equals("!")) {
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new UserError(
          file + ":" + line + ": the tag " + tag.get() + " is not for a job",
          "write the value without it");
    }
  }

  private UserError tooMuch(String how) {
    return new UserError(file + " " + how, "a job is a short file: name the right one");
  }

  private Map<String, @Nullable Object> map(MappingNode node, String prefix, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new UserError(
            file + ":" + line(tuple.getKeyNode()) + ": a key is no word", "write it as a word");
      }
      String name = key.getValue();
      if (name.equals(MERGE) && key.isPlain()) {
        merged.add(tuple.getValueNode());
        continue;
      }
      String dotted = JsonTree.member(prefix, name);
      if (map.containsKey(name)) {
        throw new UserError(
            file + ":" + line(key) + ": the key " + dotted + " stands there twice",
            "keep one of the two; ai-toolkit takes the last");
      }
      place(dotted, key);
      map.put(name, value(tuple.getValueNode(), dotted, depth + 1));
    }
    merged.forEach(other -> merge(map, other, prefix, depth + 1));
    return map;
  }

  /** {@code <<} lays the keys of another map under those of this one. */
  private void merge(Map<String, @Nullable Object> into, Node node, String prefix, int depth) {
    if (value(node, prefix, depth) instanceof Map<?, ?> other) {
      other.forEach((key, value) -> into.putIfAbsent(String.valueOf(key), value));
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> merge(into, item, prefix, depth + 1));
    }
  }

  private @Nullable Object value(Node node, String dotted, int depth) {
    if (++nodes > MOST_NODES || depth > MOST_DEPTH) {
      throw tooMuch("says too much for a job, maybe by aliases of aliases");
    }
    return switch (node) {
      case MappingNode map -> map(map, dotted, depth);
      case SequenceNode list -> list(list, dotted, depth);
      case ScalarNode scalar ->
          scalar.isPlain() ? YamlScalar.of(scalar.getValue()) : scalar.getValue();
      default -> null;
    };
  }

  private List<@Nullable Object> list(SequenceNode node, String dotted, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      String name = JsonTree.item(dotted, items.size());
      place(name, item);
      items.add(value(item, name, depth + 1));
    }
    return items;
  }

  private void place(String dotted, Node node) {
    node.getStartMark()
        .ifPresent(mark ->
            places.putIfAbsent(dotted, new Place(file, lineOf(mark), mark.getColumn() + 1)));
  }

  private static int line(Node node) {
    return node.getStartMark().map(YamlTree::lineOf).orElse(0);
  }

  private static int lineOf(Mark mark) {
    return mark.getLine() + 1;
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "it is no YAML" : text.lines().findFirst().orElse("it is no YAML");
  }
}
