/** A trained LoRA as a source of settings: its metadata, and what its tensors tell. */
@NullMarked
package dev.lorabake.foreign.lorafile;

import org.jspecify.annotations.NullMarked;
