namespace Elsa.Workflows
{
    /// <summary>Converts what an activity yields before it is captured.</summary>
    public interface IOutputConverter
    {
        object? Convert(OutputConversionContext context);

        /// <summary>What is wrong with the settings; nothing if they are right.</summary>
        IEnumerable<string> ValidateSettings(JsonElement? settings);
    }

    /// <summary>The output converters there are.</summary>
    public interface IOutputConverterRegistry
    {
        OutputConverterDescriptor? Find(string id);
        OutputConverterRegistration? FindRegistration(string id);

        /// <summary>Those that take a value of the one type and give one that fits the other.</summary>
        IEnumerable<OutputConverterDescriptor> FindCompatible(Type sourceType, Type destinationType);

        IEnumerable<OutputConverterDescriptor> ListAll();
    }

    /// <summary>Looks at the settings of a converter.</summary>
    public interface IOutputConverterSettingsValidator
    {
        IReadOnlyCollection<string> Validate(OutputConverterDescriptor descriptor, IOutputConverter converter, JsonElement? settings);
    }

    /// <summary>Runs the converter an output names.</summary>
    public interface IOutputConverterInvoker
    {
        /// <exception cref="Exceptions.OutputConversionException">There is no such converter, it does not fit, or it failed.</exception>
        object? Invoke(ActivityExecutionContext activityExecutionContext, Output output, string outputName, Type sourceType, object? value, OutputBindingDestination destination);
    }

    /// <summary>What an output is captured in.</summary>
    public enum OutputBindingDestinationKind { Variable = 0, WorkflowOutput = 1 }

    /// <summary>Where a conversion failed.</summary>
    public enum OutputConversionFailureStage { Resolution = 0, SettingsValidation = 1, SourceCompatibility = 2, Invocation = 3, ResultValidation = 4 }
}

namespace Elsa.Workflows.Models
{
    /// <summary>A converter, as editors offer it.</summary>
    public sealed record OutputConverterDescriptor
    {
        public OutputConverterDescriptor(string id, Type sourceType, Type resultType, string displayName, string? description = null, JsonElement? settingsSchema = null)
        {
            Id = id;
            SourceType = sourceType;
            ResultType = resultType;
            DisplayName = displayName;
            Description = description;
            SettingsSchema = settingsSchema;
        }

        public string Id { get; }
        public Type SourceType { get; }
        public Type ResultType { get; }
        public string DisplayName { get; }
        public string? Description { get; }

        /// <summary>JSON schema of the settings.</summary>
        public JsonElement? SettingsSchema { get; }
    }

    /// <summary>How a converter is registered.</summary>
    public sealed record OutputConverterRegistration(OutputConverterDescriptor Descriptor, string ServiceKey, ServiceLifetime ServiceLifetime);

    /// <summary>What a converter is given.</summary>
    public sealed record OutputConversionContext
    {
        public OutputConversionContext(object value, Type sourceType, Type destinationType, JsonElement? settings)
        {
            Value = value;
            SourceType = sourceType;
            DestinationType = destinationType;
            Settings = settings;
        }

        public object Value { get; }
        public Type SourceType { get; }
        public Type DestinationType { get; }
        public JsonElement? Settings { get; }
    }

    /// <summary>What an output is captured in: the id and type of a variable, or of an output of the workflow.</summary>
    public sealed record OutputBindingDestination(string Id, Type Type, bool AllowsNull, OutputBindingDestinationKind Kind);
}

namespace Elsa.Workflows.Exceptions
{
    /// <summary>An output could not be converted.</summary>
    public class OutputConversionException(
        string converterId, OutputConversionFailureStage stage, string activityId, string activityType, string outputName, string destinationId, Type sourceType, Type destinationType, Exception? innerException = null)
        : Exception($"Expected the converter \"{converterId}\" to turn the output {outputName} of activity {activityId} ({sourceType.Name}) into a value for {destinationId} ({destinationType.Name}), found that it failed at: {stage}. "
            + "Choose another converter, or correct its settings.", innerException)
    {
        public string ConverterId { get; } = converterId;
        public OutputConversionFailureStage Stage { get; } = stage;
        public string ActivityId { get; } = activityId;
        public string ActivityType { get; } = activityType;
        public string OutputName { get; } = outputName;
        public string DestinationId { get; } = destinationId;
        public string SourceTypeName { get; } = sourceType.Name;
        public string DestinationTypeName { get; } = destinationType.Name;
    }
}

namespace Elsa.Extensions
{
    /// <summary>Adds output converters.</summary>
    public static class OutputConverterServiceCollectionExtensions
    {
        public static IServiceCollection AddOutputConverter<TConverter>(this IServiceCollection services, OutputConverterDescriptor descriptor, ServiceLifetime serviceLifetime = ServiceLifetime.Scoped) where TConverter : class, IOutputConverter
        {
            services.Add(new ServiceDescriptor(typeof(IOutputConverter), descriptor.Id, typeof(TConverter), serviceLifetime));
            return services.AddSingleton(new OutputConverterRegistration(descriptor, descriptor.Id, serviceLifetime));
        }
    }
}
