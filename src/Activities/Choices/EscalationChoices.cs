namespace Workflows.Activities.Choices;

/// <summary>Before whom overdue work is put.</summary>
public sealed class EscalationChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new("本单位负责人（负责人自己的事项提请上级）", "head"), new("上级教育行政部门负责人", "superior"), new("批次组织单位负责人", "organiser"), new("不提请，只记逾期", "nobody")]);
}
