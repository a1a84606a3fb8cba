import { useNavigate } from '@solidjs/router';
import { NoticePage } from '../session/NoticePage.tsx';
import { ADMIN_PATH } from '../session/return-path.ts';

export function UnknownPage() {
  const navigate = useNavigate();
  return (
    <NoticePage
      title="Page not found"
      action={{ label: 'Go to the inbox', run: () => navigate(ADMIN_PATH) }}
    />
  );
}
