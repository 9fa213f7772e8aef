using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Workflows.Approvals;
using Workflows.Host.Shell;

namespace Workflows.Host.Refusals;

/// <summary>Says a refusal in the reader's language.</summary>
public sealed class RefusalSentences(IStringLocalizer<Text> text, Words words)
{
    /// <summary>A sentence may use fewer arguments than the refusal has, and a refusal may come with fewer than the sentence knows.</summary>
    private const int MostArguments = 6;

    public string Of(Refusal refusal)
    {
        var arguments = refusal.Arguments.Select(Readable).Concat(Enumerable.Repeat<object>("", MostArguments)).Take(MostArguments);
        var sentence = text[refusal.Code, [.. arguments]];
        return sentence.ResourceNotFound ? text["request.refused", refusal.Code] : sentence;
    }

    /// <summary>Days and instants as people write them, in Shanghai; enumerations by their words; lists with the comma of the language.</summary>
    private object Readable(object argument) => argument switch
    {
        DateOnly day => ReadableDates.Day(day),
        DateTimeOffset instant => ReadableDates.Instant(instant),
        Label label => Words.Of(label),
        Enum member => words.Of(member),
        string word => word,
        IEnumerable items => string.Join(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "、" : ", ", items.Cast<object>().Select(Readable)),
        _ => argument,
    };
}
