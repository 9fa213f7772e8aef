using System.ComponentModel;
using System.Dynamic;
using System.Reflection;
using System.Text.Json.Nodes;
using Elsa.Workflows.CommitStates.Strategies;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Management.Options;
using Elsa.Workflows.Services;
using Microsoft.Extensions.Options;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Descriptors;

/// <summary>The short lists an editor offers besides activities and languages: strategies, storage drivers, variable types.</summary>
public sealed class EditorChoices
{
    private static readonly VariableDescriptor[] PlainTypes =
    [
        new(typeof(object), "Primitives", "Any value"),
        new(typeof(string), "Primitives", "Text"),
        new(typeof(bool), "Primitives", "True or false"),
        new(typeof(int), "Primitives", "A whole number of 32 bits"),
        new(typeof(long), "Primitives", "A whole number of 64 bits"),
        new(typeof(float), "Primitives", "A floating-point number of 32 bits"),
        new(typeof(double), "Primitives", "A floating-point number of 64 bits"),
        new(typeof(decimal), "Primitives", "A decimal number"),
        new(typeof(Guid), "Primitives", "A unique identifier"),
        new(typeof(DateTime), "Primitives", "Date and time"),
        new(typeof(DateTimeOffset), "Primitives", "Date and time with the offset of the time zone"),
        new(typeof(TimeSpan), "Primitives", "A duration"),
        new(typeof(IDictionary<string, string>), "Lookups", "Texts by name"),
        new(typeof(IDictionary<string, object>), "Lookups", "Values by name"),
        new(typeof(ExpandoObject), "Dynamic", "An object with any members"),
        new(typeof(JsonElement), "Dynamic", "JSON to read"),
        new(typeof(JsonNode), "Dynamic", "JSON to read and write"),
        new(typeof(JsonObject), "Dynamic", "A JSON object to read and write"),
        new(typeof(byte[]), "Data", "Bytes"),
        new(typeof(Stream), "Data", "A stream")
    ];

    public EditorChoices(IServiceScopeFactory scopes, IWellKnownTypeRegistry types, IOptions<ManagementOptions> options)
    {
        using var scope = scopes.CreateScope();
        var services = scope.ServiceProvider;
        IncidentStrategies = Strategies(services.GetServices<IIncidentStrategy>(), types);
        ActivationStrategies = Strategies(services.GetServices<IWorkflowActivationStrategy>(), types);
        LogPersistenceStrategies = Strategies(services.GetServices<ILogPersistenceStrategy>(), types);
        WorkflowCommitStrategies = CommitStrategies<IWorkflowCommitStrategy>([new WorkflowExecutingWorkflowStrategy(), new WorkflowExecutedWorkflowStrategy(), new ActivityExecutingWorkflowStrategy(), new ActivityExecutedWorkflowStrategy()], "WorkflowStrategy");
        ActivityCommitStrategies = CommitStrategies<IActivityCommitStrategy>([new ExecutingActivityStrategy(), new ExecutedActivityStrategy(), new CommitAlwaysActivityStrategy(), new CommitNeverActivityStrategy()], "ActivityStrategy");
        StorageDrivers = services.GetServices<IStorageDriver>().OrderByDescending(x => x.Priority)
            .Select(x => new StorageDriverDescriptor(types.GetAliasOrDefault(x.GetType()), DisplayName(x.GetType()), x.Priority, x is WorkflowStorageDriver)).ToList();
        VariableTypes = PlainTypes.Concat(options.Value.VariableDescriptors)
            .Select(x => new VariableTypeDescriptor(types.GetAliasOrDefault(x.Type), types.TryGetAlias(x.Type, out var alias) ? alias : x.Type.Name, x.Category, x.Description))
            .DistinctBy(x => x.TypeName).ToList();
    }

    public IReadOnlyList<StrategyDescriptor> IncidentStrategies { get; }
    public IReadOnlyList<StrategyDescriptor> ActivationStrategies { get; }
    public IReadOnlyList<StrategyDescriptor> LogPersistenceStrategies { get; }
    public IReadOnlyList<CommitStrategyDescriptor> WorkflowCommitStrategies { get; }
    public IReadOnlyList<CommitStrategyDescriptor> ActivityCommitStrategies { get; }
    public IReadOnlyList<StorageDriverDescriptor> StorageDrivers { get; }
    public IReadOnlyList<VariableTypeDescriptor> VariableTypes { get; }

    private static List<StrategyDescriptor> Strategies(IEnumerable<object> strategies, IWellKnownTypeRegistry types) =>
        strategies.Select(x => x.GetType()).Distinct().Select(x => new StrategyDescriptor(types.GetAliasOrDefault(x), DisplayName(x), Description(x))).OrderBy(x => x.DisplayName, StringComparer.Ordinal).ToList();

    private static List<CommitStrategyDescriptor> CommitStrategies<T>(IEnumerable<T> strategies, string suffix) where T : class =>
        strategies.Select(x => x.GetType()).Select(x => (Type: x, Name: x.Name[..^suffix.Length])).Select(x => new CommitStrategyDescriptor(x.Name, Naming.Title(x.Name), Description(x.Type))).ToList();

    private static string DisplayName(Type type) => type.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? Naming.Title(type.Name);

    private static string? Description(Type type) => type.GetCustomAttribute<DescriptionAttribute>()?.Description;
}
