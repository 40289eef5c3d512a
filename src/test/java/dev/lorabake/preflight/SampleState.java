package dev.lorabake.preflight;

/** A training state that can be resumed from. */
final class SampleState {
  private SampleState() {}

  /** Lays a whole state of the sound recipe's network, saved at that step, into a folder. */
  static Fixture at(long step, Fixture on, String folder) {
    return of(SampleModels.sdxlLora(16, "8").file(), on, folder)
        .file(folder + "/train_state.json", "{\"current_epoch\":1,\"current_step\":" + step + "}");
  }

  /** A state without its step. */
  static Fixture of(byte[] network, Fixture on, String folder) {
    return on.file(folder + "/model.safetensors", network)
        .file(folder + "/optimizer.bin", "stands in for a pickle")
        .file(folder + "/scheduler.bin", "stands in for a pickle")
        .file(folder + "/random_states_0.pkl", "stands in for a pickle");
  }
}
