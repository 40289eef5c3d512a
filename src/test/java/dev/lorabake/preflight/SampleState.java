package dev.lorabake.preflight;

/** A training state that can be resumed from. */
final class SampleState {
  /** The least that {@code torch.save} leaves: a zip's beginning and end. */
  private static final String TORCH =
      "PK\u0003\u0004stands in for a pickle" + "PK\u0005\u0006" + "\0".repeat(18);

  private SampleState() {}

  /** Lays a whole state of the sound recipe's network, saved at that step, into a folder. */
  static Fixture at(long step, Fixture on, String folder) {
    return of(SampleModels.sdxlLora(16, "8").file(), on, folder)
        .file(folder + "/train_state.json", "{\"current_epoch\":1,\"current_step\":" + step + "}");
  }

  /** A state without its step. */
  static Fixture of(byte[] network, Fixture on, String folder) {
    return on.file(folder + "/model.safetensors", network)
        .file(folder + "/optimizer.bin", TORCH)
        .file(folder + "/scheduler.bin", TORCH)
        .file(folder + "/random_states_0.pkl", TORCH);
  }
}
