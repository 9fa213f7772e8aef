using MudBlazor;

namespace Workflows.Host.Inbox.Panels;

/// <summary>Asks before an act that cannot be taken back.</summary>
internal static class Confirmation
{
    /// <param name="sentence">What will happen.</param>
    public static async Task<bool> Confirm(this IDialogService dialogs, string title, string sentence, string yes, string no) =>
        await dialogs.ShowMessageBoxAsync(title, sentence, yesText: yes, cancelText: no) == true;
}
