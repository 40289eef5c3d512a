@NullMarked
package dev.lorabake.foreign.aitoolkit;

import org.jspecify.annotations.NullMarked;
