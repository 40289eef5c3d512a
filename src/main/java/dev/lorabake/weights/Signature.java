package dev.lorabake.weights;

import dev.lorabake.weights.ModelPart.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which tensors a model is told.
 *
 * @param prefixes what may stand before the names
 * @param present names that it has
 * @param absent names that it does not have, which tell it from its relatives
 * @param sized a tensor of which one side tells the size of the model; null where names suffice
 * @param dimension which side, counted from 0
 */
record Signature(
    ModelKind kind,
    Layout layout,
    List<String> prefixes,
    List<String> present,
    List<String> absent,
    @Nullable String sized,
    int dimension,
    long size) {

  static Signature of(ModelKind kind, Layout layout, List<String> prefixes, String... present) {
    return new Signature(kind, layout, prefixes, List.of(present), List.of(), null, 0, 0);
  }

  Signature without(String... names) {
    return new Signature(kind, layout, prefixes, present, List.of(names), sized, dimension, size);
  }

  Signature sized(String name, int side, long length) {
    return new Signature(kind, layout, prefixes, present, absent, name, side, length);
  }

  /** Each place in a file where the model is found. */
  List<ModelPart> find(Map<String, Tensor> tensors) {
    List<ModelPart> parts = new ArrayList<>();
    for (String prefix : prefixes) {
      if (fits(tensors, prefix)) {
        parts.add(new ModelPart(kind, layout, prefix));
      }
    }
    return parts;
  }

  private boolean fits(Map<String, Tensor> tensors, String prefix) {
    return present.stream().allMatch(name -> tensors.containsKey(prefix + name))
        && absent.stream().noneMatch(name -> tensors.containsKey(prefix + name))
        && (sized == null || side(tensors, prefix + sized, dimension) == size);
  }

  /** A side of a tensor, -1 where there is none. */
  static long side(Map<String, Tensor> tensors, String name, int dimension) {
    Tensor tensor = tensors.get(name);
    return tensor == null || tensor.shape().size() <= dimension
        ? -1
        : tensor.shape().get(dimension);
  }
}
