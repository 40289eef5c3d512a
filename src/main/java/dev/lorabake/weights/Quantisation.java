package dev.lorabake.weights;

import java.util.Map;

/** How a file stores its weights, where it is not plain numbers. */
public enum Quantisation {
  NONE("plain weights"),
  /** One factor a weight, which a loader must multiply with. */
  SCALED_FP8("scaled fp8"),
  /** bitsandbytes. */
  NF4("NF4 or another 4-bit type of bitsandbytes"),
  /** GPTQ, AWQ and SVDQuant. */
  PACKED_INTEGERS("packed integers (SVDQuant, GPTQ or AWQ)");

  private final String title;

  Quantisation(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  static Quantisation of(Map<String, Tensor> tensors) {
    for (String name : tensors.keySet()) {
      if (name.contains(".quant_state.bitsandbytes") || name.endsWith(".weight.absmax")) {
        return NF4;
      }
      if (name.endsWith(".qweight")) {
        return PACKED_INTEGERS;
      }
      if (name.endsWith(".scale_weight")
          || name.endsWith(".weight_scale")
          || name.endsWith("scaled_fp8")) {
        return SCALED_FP8;
      }
    }
    return NONE;
  }
}
