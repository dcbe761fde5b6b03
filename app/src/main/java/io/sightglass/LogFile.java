package io.sightglass;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

import java.nio.file.Path;

/// How this process logs: nothing to the console, which belongs to the person; warnings to one
/// small file in the user's folder (`-Dsightglass.state=DIR` moves it), made when the first one is
/// written.
///
/// In code, since a configuration file costs a short command more time than its work. One that is
/// named by `-Dlogback.configurationFile` counts before this.
public final class LogFile extends ContextAwareBase implements Configurator {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger - %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        // While a broker is away Kafka's clients warn of it several times a second; the cluster's
        // health says it once.
        context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
        var late = new Late();
        late.setContext(context);
        late.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(late);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// Makes the file, and what writes it, for the first event: mostly there is none.
    private static final class Late extends AppenderBase<ILoggingEvent> {
        private @Nullable RollingFileAppender<ILoggingEvent> file;

        @Override
        protected void append(ILoggingEvent event) {
            var known = file;
            if (known == null) {
                known = open();
                file = known;
            }
            known.doAppend(event);
        }

        private RollingFileAppender<ILoggingEvent> open() {
            var own = Path.of(System.getProperty("user.home"), ".sightglass").toString();
            var folder = System.getProperty("sightglass.state", own);
            var encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern(PATTERN);
            encoder.start();
            var appender = new RollingFileAppender<ILoggingEvent>();
            var rolling = new FixedWindowRollingPolicy();
            rolling.setContext(context);
            rolling.setParent(appender);
            rolling.setFileNamePattern(Path.of(folder, "sightglass.%i.log").toString());
            rolling.setMinIndex(1);
            rolling.setMaxIndex(1);
            rolling.start();
            var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
            size.setContext(context);
            size.setMaxFileSize(new FileSize(4 * FileSize.MB_COEFFICIENT));
            size.start();
            appender.setContext(context);
            appender.setFile(Path.of(folder, "sightglass.log").toString());
            appender.setRollingPolicy(rolling);
            appender.setTriggeringPolicy(size);
            appender.setEncoder(encoder);
            appender.start();
            return appender;
        }

        @Override
        public void stop() {
            super.stop();
            if (file != null) {
                file.stop();
            }
        }
    }
}
