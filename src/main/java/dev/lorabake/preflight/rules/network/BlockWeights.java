package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Literal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The factors of the learning rate for single blocks, as upstream reads them (networks/lora.py,
 * {@code parse_block_lr_kwargs}).
 *
 * @param complaints what makes upstream fail
 * @param remarks what upstream mends by itself
 * @param allZero whether no block is left that learns
 */
record BlockWeights(List<String> complaints, List<String> remarks, boolean allZero) {
  private static final List<String> SIDES = List.of("down_lr_weight", "up_lr_weight");
  private static final Set<String> CURVES =
      Set.of("cosine", "sine", "linear", "reverse_linear", "zeros");

  static BlockWeights of(ChosenNetwork network, boolean sdxl, boolean fa) {
    int side = sdxl ? 9 : 12;
    int middle = sdxl ? 3 : 1;
    List<String> complaints = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (String key : SIDES) {
      String text = network.args().get(key);
      if (text != null && text.contains(",")) {
        List<Double> numbers = numbers(key, text, complaints);
        if (numbers.size() > side && !SIDES.stream().allMatch(network.args()::containsKey)) {
          complaints.add(
              key
                  + " has "
                  + numbers.size()
                  + " values instead of "
                  + side
                  + ", and sd-scripts fails where it cuts them");
        }
        count(key, numbers, side, remarks);
        all.addAll(filled(numbers, side));
      } else {
        all.addAll(text == null ? List.of(1.0) : curve(key, text, side, complaints));
      }
    }
    String mid = network.args().get("mid_lr_weight");
    if (mid != null && fa && !Literal.isNumber(mid)) {
      complaints.add("mid_lr_weight=" + mid + " is no number, and LoRA-FA takes just one");
    } else if (mid != null) {
      List<Double> numbers = numbers("mid_lr_weight", mid, complaints);
      count("mid_lr_weight", numbers, middle, remarks);
      all.addAll(filled(numbers, middle));
    } else {
      all.add(1.0);
    }
    double threshold =
        Literal.plainNumber(network.args().getOrDefault("block_lr_zero_threshold", "0")).orElse(0);
    boolean zero = all.stream().allMatch(weight -> weight <= threshold);
    return new BlockWeights(complaints, complaints.isEmpty() ? remarks : List.of(), zero);
  }

  /** An empty item counts as 0. */
  private static List<Double> numbers(String key, String text, List<String> complaints) {
    List<Double> numbers = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      if (!item.isEmpty() && !Literal.isNumber(item)) {
        complaints.add(key + " in network_args has the item \"" + item + "\", which is no number");
        return numbers;
      }
      numbers.add(item.isEmpty() ? 0 : Literal.plainNumber(item).orElse(0));
    }
    return numbers;
  }

  private static List<Double> curve(String key, String text, int length, List<String> complaints) {
    String[] parts = text.split("\\+", -1);
    boolean base = parts.length < 2 || Literal.isNumber(parts[1]);
    if (!CURVES.contains(parts[0]) || !base) {
      complaints.add(key + "=" + text + " is neither a list nor the name of a curve");
      return List.of();
    }
    boolean zeros = parts[0].equals("zeros");
    double lift = parts.length < 2 ? 0 : Literal.plainNumber(parts[1]).orElse(0);
    return Collections.nCopies(length, zeros ? lift : 1 + lift);
  }

  private static void count(String key, List<Double> numbers, int wanted, List<String> remarks) {
    if (!numbers.isEmpty() && numbers.size() != wanted) {
      remarks.add(
          key
              + " has "
              + numbers.size()
              + " of "
              + wanted
              + " values: "
              + (numbers.size() > wanted ? "the surplus is dropped" : "the others are 1"));
    }
  }

  private static List<Double> filled(List<Double> numbers, int length) {
    List<Double> all = new ArrayList<>(numbers);
    while (all.size() < length) {
      all.add(1.0);
    }
    return all;
  }
}
