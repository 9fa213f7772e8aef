using System.ComponentModel;

namespace Elsa.Workflows.LogPersistence
{
    /// <summary>Are the values of an activity's inputs and outputs kept in its execution record?</summary>
    public interface ILogPersistenceStrategy
    {
        Task<LogPersistenceMode> GetPersistenceModeAsync(LogPersistenceStrategyContext context);
    }

    /// <summary>What a strategy may use.</summary>
    public record LogPersistenceStrategyContext(CancellationToken CancellationToken);
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
}
