using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Workflows.Activities.Choices;
using Workflows.Engine.Definitions;
using Workflows.Engine.Descriptors;
using ActivityDescriptor = Elsa.Workflows.Models.ActivityDescriptor;
using InputDescriptor = Elsa.Workflows.Models.InputDescriptor;
using PropertyDescriptor = Elsa.Workflows.Models.PropertyDescriptor;

namespace Workflows.Host.Studio.Descriptors;

/// <summary>The activity types as the designer reads them, ready to be sent.</summary>
/// <param name="Tag">Changes when anything in it changes; the browser asks with it and is told when nothing has.</param>
public sealed record PalettePage(byte[] Json, string Tag);

/// <summary>
/// All activity types in the reader's language. The designer reads them after every keystroke that is saved, so they are written once per language and
/// again only when the types of this installation or what their lists offer (<see cref="IOfferWhatExists"/>) have changed; what another program on the same
/// database has published, and what the lists offer, is in it after <see cref="Behind"/>.
/// </summary>
public sealed class Palette(IActivityRegistry registry, DescriptorJson json, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>How long the list may lack what another program has published, or an organisation or a call that has just come.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (int Content, PalettePage Page)> pages = new(StringComparer.Ordinal);
    private int written;
    private DateTimeOffset looked;
    private int offered;

    /// <summary>How often the list was written; what was answered from the cache does not count.</summary>
    public int Written => written;

    public async ValueTask<PalettePage> Get(CancellationToken cancellation = default)
    {
        await Look(cancellation);
        var descriptors = registry.ListAll().ToList();
        var content = new HashCode();
        content.Add(offered);
        foreach (var descriptor in descriptors) content.Add(RuntimeHelpers.GetHashCode(descriptor));
        var (language, current) = (CultureInfo.CurrentUICulture.Name, content.ToHashCode());
        if (pages.TryGetValue(language, out var known) && known.Content == current) return known.Page;

        var items = new JsonArray();
        foreach (var descriptor in descriptors) items.Add(await Write(descriptor, cancellation));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["items"] = items, ["count"] = items.Count }, ElsaJson.Options);
        var page = new PalettePage(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
        Interlocked.Increment(ref written);
        pages[language] = (current, page);
        return page;
    }

    private async ValueTask Look(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now - looked < Behind) return;
        looked = now;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DefinitionActivities>().RefreshAsync(cancellation);
        offered = await Offered(cancellation);
    }

    private async ValueTask<int> Offered(CancellationToken cancellation)
    {
        var items = new HashCode();
        foreach (var input in registry.ListAll().SelectMany(descriptor => descriptor.Inputs).Where(OffersWhatExists)) items.Add((await Editors(input, null, cancellation)).ToJsonString());
        return items.ToHashCode();
    }

    private static bool OffersWhatExists(InputDescriptor input) =>
        input.PropertyInfo?.GetCustomAttribute<InputAttribute>()?.UIHandler is { } handler && handler.IsAssignableTo(typeof(IOfferWhatExists));

    public async ValueTask<JsonObject?> One(string typeName, int? version, CancellationToken cancellation = default) =>
        (version is { } number ? registry.Find(typeName, number) : registry.Find(typeName)) is { } descriptor ? await Write(descriptor, cancellation) : null;

    /// <summary>What the editor of an input offers now; null if there is no such input.</summary>
    /// <param name="context">The activity's other inputs, as the designer holds them.</param>
    public async ValueTask<JsonNode?> Options(string typeName, string inputName, JsonObject? context, CancellationToken cancellation = default)
    {
        var input = registry.Find(typeName)?.Inputs.FirstOrDefault(each => string.Equals(each.Name, inputName, StringComparison.OrdinalIgnoreCase));
        return input is null ? null : await Editors(input, context, cancellation);
    }

    private async ValueTask<JsonObject> Write(ActivityDescriptor descriptor, CancellationToken cancellation)
    {
        var written = json.Write(descriptor);
        written["displayName"] = EditorWords.Name(descriptor);
        written["name"] = EditorWords.NameOfBoxes(descriptor);
        written["description"] = EditorWords.Description(descriptor);
        written["category"] = EditorWords.Group(descriptor.Category);
        foreach (var (port, words) in descriptor.Ports.Zip((JsonArray)written["ports"]!)) words!["displayName"] = EditorWords.Port(descriptor, port.Name);
        foreach (var (input, words) in descriptor.Inputs.Zip((JsonArray)written["inputs"]!))
        {
            Name(descriptor, input, words!);
            words!["uiSpecifications"] = await Editors(input, null, cancellation);
            if (input.Category is { } group) words["category"] = EditorWords.Group(group);
        }
        foreach (var (output, words) in descriptor.Outputs.Zip((JsonArray)written["outputs"]!)) Name(descriptor, output, words!);
        ElsaJson.WithoutNulls(written);
        return written;
    }

    private static void Name(ActivityDescriptor descriptor, PropertyDescriptor member, JsonNode words)
    {
        words["displayName"] = EditorWords.Name(descriptor, member);
        words["description"] = EditorWords.Description(descriptor, member);
    }

    private async ValueTask<JsonNode> Editors(InputDescriptor input, JsonObject? context, CancellationToken cancellation)
    {
        if (input.PropertyInfo is not { } property || property.GetCustomAttribute<InputAttribute>() is not { } attribute || attribute is { UIHandler: null, UIHandlers: not [_, ..] })
            return DescriptorJson.Editors(input.UISpecifications);
        await using var scope = scopes.CreateAsyncScope();
        return Worded(DescriptorJson.Editors(await scope.ServiceProvider.GetRequiredService<IPropertyUIHandlerResolver>().GetUIPropertiesAsync(property, context, cancellation)));
    }

    /// <summary>The texts of list items, at whatever depth, in the reader's language.</summary>
    private static JsonNode Worded(JsonNode editors)
    {
        switch (editors)
        {
            case JsonObject item when item["text"] is JsonValue text && item.ContainsKey("value"):
                item["text"] = EditorWords.Item(text.ToString());
                break;
            case JsonObject members:
                foreach (var (_, inner) in members.ToList())
                    if (inner is not null) Worded(inner);
                break;
            case JsonArray items:
                foreach (var item in items)
                    if (item is not null) Worded(item);
                break;
        }
        return editors;
    }
}
