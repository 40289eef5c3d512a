package dev.lorabake.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the installed PyTorch was built for, as seen when it was imported.
 *
 * @param cuda the CUDA version it was built with, {@code null} for any other build
 * @param hip the ROCm version it was built with, {@code null} for any other build
 * @param seesGpu whether it could use a GPU when it was looked at
 * @param architectures GPU architectures it has kernels for, such as {@code sm_86}
 */
public record TorchBuild(
    @Nullable String cuda, @Nullable String hip, boolean seesGpu, List<String> architectures) {

  /** Whether it can train on the processor only. */
  public boolean forProcessor() {
    return cuda == null && hip == null;
  }
}
