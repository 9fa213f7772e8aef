namespace Workflows.Activities.Choices;

/// <summary>How several people decide a step together.</summary>
public sealed class SigningChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("会签：全部同意", "all"), new("或签：一人即可", "any"), new("依次：逐一办理并全部同意", "inOrder"), new("票签：按权重达到比例", "vote")]);
}

/// <summary>What a refusal does to a step that several decide.</summary>
public sealed class RefusalChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("立即结束本环节", "ends"), new("计为未同意，继续征求意见", "counts")]);
}
