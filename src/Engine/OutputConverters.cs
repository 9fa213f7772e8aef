using Elsa.Workflows.Exceptions;

namespace Workflows.Engine;

/// <summary>The output converters that were added, and how they are run.</summary>
internal sealed class OutputConverters : IOutputConverterRegistry, IOutputConverterSettingsValidator, IOutputConverterInvoker
{
    private readonly Dictionary<string, OutputConverterRegistration> _registrations = new(StringComparer.Ordinal);

    public OutputConverters(IEnumerable<OutputConverterRegistration> registrations)
    {
        foreach (var registration in registrations)
            if (!_registrations.TryAdd(registration.Descriptor.Id, registration))
                throw new InvalidOperationException($"Expected every output converter to have an id of its own, found \"{registration.Descriptor.Id}\" twice. Give one of them another id.");
    }

    public OutputConverterDescriptor? Find(string id) => FindRegistration(id)?.Descriptor;
    public OutputConverterRegistration? FindRegistration(string id) => _registrations.GetValueOrDefault(id);
    public IEnumerable<OutputConverterDescriptor> ListAll() => _registrations.Values.Select(x => x.Descriptor).OrderBy(x => x.DisplayName, StringComparer.Ordinal);

    public IEnumerable<OutputConverterDescriptor> FindCompatible(Type sourceType, Type destinationType) =>
        ListAll().Where(x => x.SourceType.IsAssignableFrom(sourceType) && Fits(x.ResultType, destinationType));

    public IReadOnlyCollection<string> Validate(OutputConverterDescriptor descriptor, IOutputConverter converter, JsonElement? settings) => [.. converter.ValidateSettings(settings)];

    public object? Invoke(ActivityExecutionContext activityExecutionContext, Output output, string outputName, Type sourceType, object? value, OutputBindingDestination destination)
    {
        var configuration = output.Converter ?? throw new InvalidOperationException($"Expected the output {outputName} of activity {activityExecutionContext.Activity.Id} to name a converter, found none.");
        var descriptor = Find(configuration.Id) ?? throw Failure(OutputConversionFailureStage.Resolution);
        if (!descriptor.SourceType.IsAssignableFrom(sourceType)) throw Failure(OutputConversionFailureStage.SourceCompatibility);
        if (!Fits(descriptor.ResultType, destination.Type)) throw Failure(OutputConversionFailureStage.ResultValidation);
        if (value == null) return null;
        if (!descriptor.SourceType.IsInstanceOfType(value)) throw Failure(OutputConversionFailureStage.SourceCompatibility);

        var converter = At(OutputConversionFailureStage.Resolution, () => activityExecutionContext.WorkflowExecutionContext.ServiceProvider.GetRequiredKeyedService<IOutputConverter>(configuration.Id));
        if (At(OutputConversionFailureStage.SettingsValidation, () => Validate(descriptor, converter, configuration.Settings)) is { Count: > 0 } wrong)
            throw Failure(OutputConversionFailureStage.SettingsValidation, new ArgumentException(string.Join(" ", wrong)));
        var converted = At(OutputConversionFailureStage.Invocation, () => converter.Convert(new OutputConversionContext(value, sourceType, destination.Type, configuration.Settings)));
        var isRight = converted == null ? destination.AllowsNull : Holds(descriptor.ResultType, converted) && Holds(destination.Type, converted);
        return isRight ? converted : throw Failure(OutputConversionFailureStage.ResultValidation);

        T At<T>(OutputConversionFailureStage stage, Func<T> step)
        {
            try
            {
                return step();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw Failure(stage, e);
            }
        }

        OutputConversionException Failure(OutputConversionFailureStage stage, Exception? cause = null) => new(
            configuration.Id, stage, activityExecutionContext.Activity.Id, activityExecutionContext.Activity.Type, outputName, destination.Id, sourceType, destination.Type, cause);
    }

    private static bool Fits(Type resultType, Type destinationType) => destinationType.IsAssignableFrom(resultType) || Nullable.GetUnderlyingType(destinationType) is { } value && value.IsAssignableFrom(resultType);

    private static bool Holds(Type type, object value) => (Nullable.GetUnderlyingType(type) ?? type).IsInstanceOfType(value);
}
