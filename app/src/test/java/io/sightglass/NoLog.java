package io.sightglass;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

import org.slf4j.Logger;

/// Tests write no log, and nothing into the home of whoever runs them.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class NoLog extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("sightglass.test.log") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY; // a child that is to write one
        }
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
