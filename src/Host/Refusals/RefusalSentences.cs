using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Workflows.Approvals;

namespace Workflows.Host.Refusals;

/// <summary>Says a refusal in the reader's language.</summary>
public sealed class RefusalSentences(IStringLocalizer<Text> text)
{
    public string Of(Refusal refusal)
    {
        var sentence = text[refusal.Code, [.. refusal.Arguments.Select(Readable)]];
        return sentence.ResourceNotFound ? text["request.refused", refusal.Code] : sentence;
    }

    /// <summary>Days and instants as people write them, in Shanghai; lists with the comma of the language.</summary>
    private static object Readable(object argument) => argument switch
    {
        DateOnly day => ReadableDates.Day(day),
        DateTimeOffset instant => ReadableDates.Instant(instant),
        string word => word,
        IEnumerable items => string.Join(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "、" : ", ", items.Cast<object>().Select(Readable)),
        _ => argument,
    };
}
