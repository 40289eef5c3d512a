@NullMarked
package dev.lorabake.log.diagnosis;

import org.jspecify.annotations.NullMarked;
