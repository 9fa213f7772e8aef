using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Workflows.Activities.Words;
using Workflows.Approvals;
using ActivityDescriptor = Elsa.Workflows.Models.ActivityDescriptor;
using PropertyDescriptor = Elsa.Workflows.Models.PropertyDescriptor;

namespace Workflows.Host.Studio.Descriptors;

/// <summary>A name and what it means, in both languages.</summary>
internal sealed record Worded(Label Name, Label? Description = null);

/// <summary>The words for a built-in activity: itself, its inputs and outputs by name, its ports by name.</summary>
internal sealed record WordedActivity(Label Name, Label? Description = null, Dictionary<string, Worded>? Members = null, Dictionary<string, Label>? Ports = null);

/// <summary>
/// What boxes, fields, ports and groups are called in the reader's language. Our activities carry both languages in their attributes; the words for the
/// built-in ones, for groups, strategies and value types stand in <c>words.json</c>.
/// </summary>
public sealed class EditorWords
{
    private static readonly WordFile File = Load();

    private static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en";

    public static string Name(ActivityDescriptor descriptor) =>
        Own(descriptor.ClrType) is { } own ? IsChinese ? descriptor.DisplayName! : own.Name
        : Of(descriptor.TypeName)?.Name.ToString() ?? descriptor.DisplayName ?? descriptor.Name;

    /// <summary>What the designer calls new boxes, with a number behind it: 意见1, 意见2. In English the class name, as in Elsa.</summary>
    public static string NameOfBoxes(ActivityDescriptor descriptor) => IsChinese ? Name(descriptor).Split('（')[0] : descriptor.Name;

    public static string? Description(ActivityDescriptor descriptor) =>
        Own(descriptor.ClrType) is { } own ? IsChinese ? descriptor.Description : own.Description
        : Of(descriptor.TypeName)?.Description?.ToString() ?? descriptor.Description;

    public static string Name(ActivityDescriptor descriptor, PropertyDescriptor member) =>
        Own(member.PropertyInfo) is { } own ? IsChinese ? member.DisplayName! : own.Name
        : Member(descriptor, member)?.Name.ToString() ?? member.DisplayName ?? member.Name;

    public static string? Description(ActivityDescriptor descriptor, PropertyDescriptor member) =>
        Own(member.PropertyInfo) is { } own ? IsChinese ? member.Description : own.Description
        : Member(descriptor, member)?.Description?.ToString() ?? member.Description;

    public static string Group(string category) => File.Groups.TryGetValue(category, out var words) ? words.ToString() : category;

    public static string Port(ActivityDescriptor descriptor, string port) =>
        Of(descriptor.TypeName)?.Ports?.GetValueOrDefault(port)?.ToString()
        ?? (File.Ports.TryGetValue(port, out var words) ? words.ToString() : OutcomeWords.Of(port).ToString());

    /// <summary>A strategy, storage driver, value type or language by its own name.</summary>
    public static string Choice(string key, string otherwise) => File.Choices.TryGetValue(key, out var words) ? words.Name.ToString() : otherwise;

    public static string? ChoiceDescription(string key, string? otherwise) => File.Choices.TryGetValue(key, out var words) && words.Description is { } text ? text.ToString() : otherwise;

    /// <summary>An item of a list as the reader reads it; the lists come in Chinese.</summary>
    public static string Item(string text) => IsChinese ? text : File.Items.GetValueOrDefault(text, text);

    /// <summary>Does the file name this built-in activity?</summary>
    internal static bool Knows(string typeName) => File.Activities.ContainsKey(typeName);

    internal static bool KnowsGroup(string category) => File.Groups.ContainsKey(category);

    internal static bool KnowsMember(ActivityDescriptor descriptor, PropertyDescriptor member) => Own(member.PropertyInfo) is not null || Member(descriptor, member) is not null;

    private static WordedActivity? Of(string typeName) => File.Activities.GetValueOrDefault(typeName);

    private static Worded? Member(ActivityDescriptor descriptor, PropertyDescriptor member) =>
        Of(descriptor.TypeName)?.Members?.GetValueOrDefault(member.Name) ?? File.Members.GetValueOrDefault(member.Name);

    private static InEnglishAttribute? Own(MemberInfo? member) => member?.GetCustomAttribute<InEnglishAttribute>();

    private static WordFile Load()
    {
        using var stream = typeof(EditorWords).Assembly.GetManifestResourceStream("Workflows.Host.Studio.Descriptors.words.json")
            ?? throw new InvalidOperationException("Expected words.json to be embedded in the program, found none. Keep it beside EditorWords.cs as an embedded resource.");
        return JsonSerializer.Deserialize<WordFile>(stream, ElsaJson.Options)!;
    }

    /// <param name="Members">Inputs and outputs that mean the same everywhere.</param>
    /// <param name="Items">What the lists of our activities offer: Chinese, as they come, and English.</param>
    private sealed record WordFile(
        Dictionary<string, Label> Groups, Dictionary<string, WordedActivity> Activities, Dictionary<string, Worded> Members, Dictionary<string, Label> Ports, Dictionary<string, Worded> Choices,
        Dictionary<string, string> Items);
}
