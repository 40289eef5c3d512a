@NullMarked
package dev.lorabake.foreign.lorafile;

import org.jspecify.annotations.NullMarked;
