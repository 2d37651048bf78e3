package io.tidemark.events.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads one event from the parser, which stands at the start of its object and will stand at its end. */
interface Decoder {

    Decoded decode(JsonParser parser) throws IOException;
}
