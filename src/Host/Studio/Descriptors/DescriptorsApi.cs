using System.Text.Json.Nodes;
using Elsa.Expressions.Contracts;
using Elsa.Workflows;
using Microsoft.Net.Http.Headers;
using Workflows.Engine.Descriptors;
using Workflows.Host.Refusals;

namespace Workflows.Host.Studio.Descriptors;

/// <summary>The values of the other inputs, when the designer asks again what an editor offers.</summary>
internal sealed record EditorContext(JsonObject? Context);

/// <summary>A language in which expressions are written.</summary>
internal sealed record LanguageView(string Type, string DisplayName, bool IsSerializable, bool IsBrowsable, IDictionary<string, object> Properties);

/// <summary>A part of the server that the designer asks after by name.</summary>
public sealed record FeatureView(string Name, string Namespace, string FullName, string DisplayName, string Description);

internal static class DescriptorsApi
{
    public static void AddDescriptorPages(this IServiceCollection services) => services.AddSingleton<Palette>();

    public static void MapDescriptors(this IEndpointRouteBuilder api)
    {
        var descriptors = api.MapGroup("/descriptors");
        descriptors.MapGet("/activities", async (Palette palette, HttpContext context, CancellationToken cancellation) => Answer(await palette.Get(cancellation), context));
        descriptors.MapGet("/activities/{typeName}", async (string typeName, int? version, Palette palette, HttpContext context, CancellationToken cancellation) =>
            await palette.One(typeName, version, cancellation) is { } one ? ElsaJson.Answer(one) : context.Unknown("activity-type", typeName));
        descriptors.MapPost("/activities/{typeName}/options/{inputName}", async (string typeName, string inputName, ElsaBody<EditorContext> body, Palette palette, HttpContext context, CancellationToken cancellation) =>
            await palette.Options(typeName, inputName, body.Value.Context, cancellation) is { } options
                ? ElsaJson.Answer(new JsonObject { ["items"] = options })
                : context.Unknown("activity-type", $"{typeName}.{inputName}"));
        descriptors.MapGet("/expression-descriptors", (IExpressionDescriptorRegistry languages) => ElsaJson.Answer(new ListOf<LanguageView>(
            [.. languages.ListAll().DistinctBy(each => each.Type).Select(each => new LanguageView(each.Type, EditorWords.Choice($"language.{each.Type}", each.DisplayName), each.IsSerializable, each.IsBrowsable, each.Properties))])));

        descriptors.MapGet("/variables", (EditorChoices choices) => ElsaJson.Answer(new
        {
            items = choices.VariableTypes.Select(each => each with
            {
                DisplayName = EditorWords.Choice($"type.{each.TypeName}", each.DisplayName),
                Description = EditorWords.ChoiceDescription($"type.{each.TypeName}", each.Description),
                Category = EditorWords.Choice($"types.{each.Category}", EditorWords.Group(each.Category)),
            }),
        }));
        descriptors.MapGet("/storage-drivers", (EditorChoices choices) => ElsaJson.Answer(new
        {
            items = choices.StorageDrivers.Select(each => each with { DisplayName = EditorWords.Choice(ShortName(each.TypeName), each.DisplayName) }),
        }));
        descriptors.MapGet("/workflow-activation-strategies", (EditorChoices choices) => Strategies(choices.ActivationStrategies));
        descriptors.MapGet("/incident-strategies", (EditorChoices choices) => Strategies(choices.IncidentStrategies));
        descriptors.MapGet("/log-persistence-strategies", (EditorChoices choices) => Strategies(choices.LogPersistenceStrategies));
        descriptors.MapGet("/commit-strategies/workflows", (EditorChoices choices) => CommitStrategies(choices.WorkflowCommitStrategies));
        descriptors.MapGet("/commit-strategies/activities", (EditorChoices choices) => CommitStrategies(choices.ActivityCommitStrategies));
        descriptors.MapGet("/output-converters", Converters);

        // Parts that are served register themselves. The designer opens what it finds here, so nothing stands here that is not answered.
        api.MapGet("/features/installed", (IEnumerable<FeatureView> features) => ElsaJson.Answer(new ListOf<FeatureView>([.. features])));
        api.MapGet("/features/installed/{fullName}", (string fullName, IEnumerable<FeatureView> features, HttpContext context) =>
            features.FirstOrDefault(each => each.FullName == fullName) is { } feature ? ElsaJson.Answer(feature) : context.Unknown("feature", fullName));
        api.MapGet("/package/version", () => ElsaJson.Answer(new { packageVersion = "3.8.2" }));
    }

    /// <summary>The converters that take a value of the one type and give one that fits the other; all of them where nothing is said of the types, none where one is unknown.</summary>
    private static IResult Converters(string? sourceType, string? destinationType, IOutputConverterRegistry converters, IWellKnownTypeRegistry types, DescriptorJson json)
    {
        var found = string.IsNullOrEmpty(sourceType) && string.IsNullOrEmpty(destinationType) ? converters.ListAll()
            : types.TryGetType(sourceType ?? "", out var source) && types.TryGetType(destinationType ?? "", out var destination) ? converters.FindCompatible(source, destination)
            : [];
        return ElsaJson.Answer(new ListOf<JsonObject>([.. found.Select(each =>
        {
            var converter = json.Write(each);
            converter["displayName"] = EditorWords.Choice($"converter.{each.Id}", each.DisplayName);
            converter["description"] = EditorWords.ChoiceDescription($"converter.{each.Id}", each.Description);
            return converter;
        })]));
    }

    private static IResult Strategies(IEnumerable<StrategyDescriptor> strategies) => ElsaJson.Answer(new ListOf<StrategyDescriptor>([.. strategies.Select(each => each with
    {
        DisplayName = EditorWords.Choice(ShortName(each.TypeName), each.DisplayName),
        Description = EditorWords.ChoiceDescription(ShortName(each.TypeName), each.Description),
    })]));

    private static IResult CommitStrategies(IEnumerable<CommitStrategyDescriptor> strategies) => ElsaJson.Answer(new ListOf<CommitStrategyDescriptor>([.. strategies.Select(each => each with
    {
        DisplayName = EditorWords.Choice($"commit.{each.Name}", each.DisplayName),
        Description = EditorWords.ChoiceDescription($"commit.{each.Name}", each.Description),
    })]));

    /// <summary><c>Namespace.Type, Assembly</c> gives <c>Type</c>.</summary>
    private static string ShortName(string typeName) => typeName.Split(',')[0].Split('.')[^1];

    private static IResult Answer(PalettePage page, HttpContext context)
    {
        context.Response.Headers[HeaderNames.ETag] = page.Tag;
        context.Response.Headers[HeaderNames.CacheControl] = "private, no-cache";
        context.Response.Headers[HeaderNames.Vary] = "Cookie, Authorization";
        return context.Request.Headers[HeaderNames.IfNoneMatch].Contains(page.Tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(page.Json, "application/json; charset=utf-8");
    }
}
