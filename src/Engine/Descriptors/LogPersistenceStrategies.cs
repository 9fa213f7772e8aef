using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.LogPersistence
{
    /// <summary>Are the values of an activity's inputs and outputs kept in its execution record?</summary>
    public interface ILogPersistenceStrategy
    {
        Task<LogPersistenceMode> GetPersistenceModeAsync(LogPersistenceStrategyContext context);
    }

    /// <summary>What a strategy may use.</summary>
    public record LogPersistenceStrategyContext(CancellationToken CancellationToken);

    /// <summary>The strategies there are.</summary>
    public interface ILogPersistenceStrategyService
    {
        IEnumerable<ILogPersistenceStrategy> ListStrategies();
    }

    /// <inheritdoc />
    public class DefaultLogPersistenceStrategyService(IEnumerable<ILogPersistenceStrategy> strategies) : ILogPersistenceStrategyService
    {
        public IEnumerable<ILogPersistenceStrategy> ListStrategies() => strategies;
    }

    /// <summary>What the strategy <see cref="Strategies.Configuration"/> answers.</summary>
    public class LogPersistenceOptions
    {
        /// <summary>Default: kept.</summary>
        public LogPersistenceMode ConfiguredPersistenceMode { get; set; } = LogPersistenceMode.Include;
    }
}

namespace Elsa.Workflows.LogPersistence.Strategies
{
    /// <summary>As the workflow says.</summary>
    [DisplayName("Inherit")]
    [Description("As the workflow says")]
    public class Inherit : ILogPersistenceStrategy
    {
        public Task<LogPersistenceMode> GetPersistenceModeAsync(LogPersistenceStrategyContext context) => Task.FromResult(LogPersistenceMode.Inherit);
    }

    /// <summary>Kept.</summary>
    [DisplayName("Include")]
    [Description("Keep the values")]
    public class Include : ILogPersistenceStrategy
    {
        public Task<LogPersistenceMode> GetPersistenceModeAsync(LogPersistenceStrategyContext context) => Task.FromResult(LogPersistenceMode.Include);
    }

    /// <summary>Not kept.</summary>
    [DisplayName("Exclude")]
    [Description("Do not keep the values")]
    public class Exclude : ILogPersistenceStrategy
    {
        public Task<LogPersistenceMode> GetPersistenceModeAsync(LogPersistenceStrategyContext context) => Task.FromResult(LogPersistenceMode.Exclude);
    }

    /// <summary>As the installation is set up.</summary>
    [DisplayName("Configuration")]
    [Description("As the installation is set up")]
    public class Configuration(IOptions<LogPersistenceOptions> options) : ILogPersistenceStrategy
    {
        public Task<LogPersistenceMode> GetPersistenceModeAsync(LogPersistenceStrategyContext context) => Task.FromResult(options.Value.ConfiguredPersistenceMode);
    }
}
