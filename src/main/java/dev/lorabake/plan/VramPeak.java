package dev.lorabake.plan;

/**
 * The peak of a training's memory in MiB, by the formula in {@code vram-coefficients.json}.
 *
 * @param weights frozen models that stay on the card
 * @param lora the trained values
 * @param optimizer its state
 * @param gradients of the trained values, with the buckets in which processes exchange them
 * @param activations everything else at the worst moment
 * @param overhead the allocator's gaps and the CUDA context
 * @param shown what nvidia-smi shows on a roomy card
 */
record VramPeak(
    double weights,
    double lora,
    double optimizer,
    double gradients,
    double activations,
    double overhead,
    double shown) {
  private static final double MI = 1 << 20;

  /** Peak of all tensors. */
  double allocated() {
    return weights + lora + optimizer + gradients + activations;
  }

  /** The smallest free memory in which the training runs. */
  double needed() {
    return allocated() + overhead;
  }

  static VramPeak of(VramCase in) {
    VramModel model = in.model();
    double p = in.params() / MI;
    double lora = (in.halfNetwork() ? 2 : 4) * p;
    double optimizer = in.stateBytes() * p;
    double kept = in.checkpointing() || model.plain() == null ? again(in) : all(in, model.plain());
    double stepping = lora + in.temporaryBytes() * p;
    double peak = Math.max(Math.max(kept, stepping), encoding(in));
    double weights = weights(in);
    double context = VramFacts.context("usual");
    double slack = VramFacts.neededSlack(in.checkpointing());
    double shownSlack = in.checkpointing() ? model.shownCheckpointing() : model.shownPlain();
    double base = VramFacts.allocator() + context;
    double gradients = Math.min(lora, peak);
    double buckets = in.distributed() ? lora : 0;
    return new VramPeak(
        weights,
        lora,
        optimizer,
        gradients + buckets,
        peak - gradients,
        base + slack * kept,
        weights + lora + optimizer + buckets + peak + base + shownSlack * kept);
  }

  private static double work(VramCase in) {
    return in.model().work().of(in.batch(), in.area());
  }

  /** Activations without checkpointing. */
  private static double all(VramCase in, VramModel.Plain plain) {
    double u = work(in);
    double sum =
        plain.image() * u
            + plain.batch() * in.batch()
            + plain.rank() * in.rank() * u
            + plain.base()
            + (in.trainsText() ? plain.text() * in.batch() : 0);
    double fp8 = in.fp8() ? plain.fp8Kept() * in.model().weights() : 0;
    return precise(in, sum) + casts(in) + fp8 + attention(in) + held(in);
  }

  /** Activations with checkpointing. */
  private static double again(VramCase in) {
    VramModel.Checkpointing own = in.model().checkpointing();
    double u = work(in);
    double held = held(in);
    // those of the image model are there before the text encoders' own
    double gradients = Math.max(held, (in.halfNetwork() ? 2 : 4) * in.imageParams() / MI);
    double peak =
        Math.max(
            precise(in, own.block() * u + own.blockBase()) + held,
            Math.max(
                precise(in, own.late() * u) + gradients,
                precise(in, own.forward() * u) + casts(in) + held));
    double text = in.trainsText() ? own.text() * in.batch() : 0;
    return peak + text + (in.fp8() ? own.fp8Extra() : 0) + mask(in);
  }

  /** Gradients of the batches before, which only an update frees. */
  private static double held(VramCase in) {
    return in.accumulates() ? (in.halfNetwork() ? 2 : 4) * in.params() / MI : 0;
  }

  private static double casts(VramCase in) {
    boolean copied = !in.halfNetwork() && !in.fullPrecision();
    return copied ? VramFacts.castCopies() * in.params() / MI : 0;
  }

  private static double precise(VramCase in, double activations) {
    return in.fullPrecision() ? activations * VramFacts.fullPrecision("activations") : activations;
  }

  private static double attention(VramCase in) {
    double megapixels = in.area() / MI;
    return in.plainAttention()
        ? VramFacts.attentionMatrix() * in.batch() * megapixels * megapixels
        : 0;
  }

  private static double mask(VramCase in) {
    VramModel.DenseMask mask = in.model().denseMask();
    if (mask == null || !in.denseMask()) {
      return 0;
    }
    double tokens = in.area() / in.model().work().pixelsPerToken() + in.model().work().textTokens();
    return mask.perImage() * in.batch() * Math.pow(tokens / mask.tokens(), mask.power());
  }

  private static double encoding(VramCase in) {
    return VramFacts.vaeEncode(in.model().vaeKind(), in.vaeFp32(), false)
        * in.vaeBatch()
        * in.area()
        / MI;
  }

  static double weights(VramCase in) {
    VramModel model = in.model();
    double factor = in.fullPrecision() ? VramFacts.fullPrecision("weights") : 1;
    double sum = in.fp8() ? model.weightsFp8() : model.weights() * factor;
    VramSwap swap = model.swap();
    if (swap != null) {
      sum -= swap.saved(in.blocksToSwap(), in.fp8());
    }
    for (VramModel.TextEncoder encoder : model.textEncoders()) {
      boolean trained = in.trainsText() && encoder.trainable();
      if (trained || !in.textCached()) {
        sum += in.fp8Text() ? encoder.fp8() : encoder.bits16() * factor;
      }
    }
    if (in.trainsText() && in.checkpointing()) {
      sum += model.embeddingGradients();
    }
    return in.vaeBatch() == 0 ? sum : sum + VramFacts.vaeWeights(in.vaeFp32());
  }
}
