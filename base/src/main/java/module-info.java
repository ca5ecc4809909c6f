/** Small parts that core and net share. JDK only; knows neither services nor connections. */
module io.mesher.base {
    requires static transitive org.jspecify;

    exports io.mesher.base;
    exports io.mesher.base.retry;
    exports io.mesher.base.text;
}
